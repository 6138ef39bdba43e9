package vpnsentinel.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vpnsentinel.echoserver.DnsEchoComponent;

/** What can stand before the colon of an endpoint, and what was meant by what cannot. */
class SchemesTest {
    @Test
    void componentsOfTheClassPathAndThoseThatWereAddedAreThere() throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.addComponent("own", new DnsEchoComponent());

            assertThat(Schemes.of(context))
                    .contains("own", "direct", "bean", "class", "seda")
                    .doesNotContain("");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "sheduler, scheduler",
        "timmer, timer",
        "Direct, direct",
        "tmer, timer",
        "dirct2, direct",
        "kafka, ''",
        "scheduled, scheduler",
        "schedules-all, ''",
        "lo, log",
    })
    void whatWasMeantIsTwoLettersAwayAtMost(String misspelt, String meant) {
        assertThat(Schemes.nearest(misspelt, Set.of("scheduler", "timer", "direct", "log"))
                        .orElse(""))
                .isEqualTo(meant);
    }
}
