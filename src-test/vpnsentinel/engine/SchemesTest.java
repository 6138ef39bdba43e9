package vpnsentinel.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import vpnsentinel.echoserver.DnsEchoComponent;

/** What can stand before the colon of an endpoint. */
class SchemesTest {
    @Test
    void componentsOfTheClassPathAndThoseThatWereAddedAreThere() throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.addComponent("own", new DnsEchoComponent());

            assertThat(Schemes.of(context))
                    .contains("own", "direct", "bean", "class", "log")
                    .doesNotContain("");
        }
    }
}
