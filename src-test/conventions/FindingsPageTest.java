package conventions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.apache.camel.Processor;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.Test;
import support.RouteStage;
import vpnsentinel.fleet.Colour;
import vpnsentinel.network.Fact;

/** The table of findings on the page of the server's routes. */
class FindingsPageTest {
    private final List<List<String>> rows =
            Page.rows(Page.of("server-routes/README.md").section("Findings"));

    @Test
    void explainsEachFindingOnceInTheOrderOfTheRules() {
        assertThat(rows)
                .extracting(row -> row.get(0))
                .containsExactlyElementsOf(Arrays.stream(Fact.values())
                        .map(fact -> "`" + fact.id() + "`")
                        .toList());
        assertThat(rows).allSatisfy(row -> assertThat(row.get(2)).isNotEmpty());
    }

    @Test
    void saysTheColourThatTheShippedRouteGives() throws Exception {
        try (RouteStage stage = new RouteStage("colour-finding")) {
            for (Colour colour : Colour.values()) {
                Processor step = exchange -> exchange.getMessage().setBody(colour.word());
                stage.context.getRegistry().bind(colour.word(), Processor.class, step);
            }
            stage.start();
            ProducerTemplate router = stage.context.createProducerTemplate();

            assertThat(rows).allSatisfy(row -> {
                String id = row.get(0).replace("`", "");
                assertThat(row.get(1)).as(id).isEqualTo(router.requestBody("direct:colour-finding", id, String.class));
            });
        }
    }
}
