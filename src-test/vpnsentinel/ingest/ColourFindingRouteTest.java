package vpnsentinel.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Processor;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import support.Palette;
import vpnsentinel.engine.OneOf;
import vpnsentinel.fleet.Colour;
import vpnsentinel.network.Fact;

/** The table of colours, as shipped and as users edit it. */
class ColourFindingRouteTest {
    private static final Set<Fact> RED = Set.of(
            Fact.EXIT_ON_HOME_LINE, Fact.EXIT_ON_HOME_NETWORK, Fact.TRAFFIC_ON_HOME_LINE, Fact.PROGRAM_BESIDE_TUNNEL);
    private static final Set<Fact> GREEN =
            Set.of(Fact.PROXY_NOT_TRUSTED, Fact.DNS_CLAIMED, Fact.SOCKET_BESIDE_TUNNEL, Fact.KILL_SWITCH_NOT_PROVEN);

    private static String shipped = "";

    @BeforeAll
    static void read() throws Exception {
        shipped = Files.readString(Path.of("server-routes/colour-finding.camel.yaml"));
    }

    private static Map<Fact, String> colours(String text) throws Exception {
        Map<Fact, String> colours = new EnumMap<>(Fact.class);
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            OneOf.bind(context.getRegistry());
            for (Colour colour : Colour.values()) {
                Processor step = exchange -> exchange.getMessage().setBody(colour.word());
                context.getRegistry().bind(colour.word(), Processor.class, step);
            }
            PluginHelper.getRoutesLoader(context)
                    .loadRoutes(ResourceHelper.fromString("file:colour-finding.camel.yaml", text));
            context.start();
            for (Fact fact : Fact.values()) {
                colours.put(
                        fact,
                        context.createProducerTemplate().requestBody("direct:colour-finding", fact.id(), String.class));
            }
        }
        return colours;
    }

    private static Map<Fact, String> defaults() {
        Map<Fact, String> colours = new EnumMap<>(Fact.class);
        for (Fact fact : Fact.values()) {
            colours.put(fact, RED.contains(fact) ? "red" : GREEN.contains(fact) ? "green" : "yellow");
        }
        return colours;
    }

    @Test
    void everyFindingIsInTheTableOnceWithItsDefault() throws Exception {
        for (Fact fact : Fact.values()) {
            assertThat(Palette.name(fact).matcher(shipped).results())
                    .as(fact.id())
                    .hasSize(1);
        }
        assertThat(colours(shipped)).isEqualTo(defaults());
    }

    @ParameterizedTest
    @EnumSource
    void aFindingThatIsMovedToAnotherListChangesItsColourAndNoOthers(Fact fact) throws Exception {
        String other = defaults().get(fact).equals("red") ? "green" : "red";
        Map<Fact, String> expected = defaults();
        expected.put(fact, other);

        assertThat(colours(Palette.recolour(shipped, fact, other))).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource
    void aFindingThatIsTakenOutCountsYellow(Fact fact) throws Exception {
        Map<Fact, String> expected = defaults();
        expected.put(fact, "yellow");

        assertThat(colours(Palette.without(shipped, fact))).isEqualTo(expected);
    }

    @Test
    void anEmptyListHoldsNothing() throws Exception {
        Map<Fact, String> expected = defaults();
        String text = shipped;
        for (Fact fact : RED) {
            text = Palette.without(text, fact);
            expected.put(fact, "yellow");
        }

        assertThat(colours(text)).isEqualTo(expected);
    }
}
