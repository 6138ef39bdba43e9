package vpnsentinel.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import support.Palette;
import support.Rig;
import support.RunningServer;
import vpnsentinel.launch.ServerHalf;
import vpnsentinel.network.Fact;
import vpnsentinel.settings.Half;
import vpnsentinel.settings.Settings;

/** Edits of the colours are held to the findings that there are: in the real server, while it runs. */
class ColourCheckTest {
    private static final String FILE = "colour-finding";

    @TempDir
    static Path folder;

    private static RunningServer server;

    private Rig.Log log;

    @BeforeAll
    static void startServer() throws Exception {
        server = RunningServer.onStoppedClock(folder);
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @BeforeEach
    void listen() {
        log = Rig.Log.listen();
    }

    @AfterEach
    void undo() throws Exception {
        server.routes.restore();
        server.take();
        log.close();
    }

    private void takes(String text) throws Exception {
        server.routes.write(FILE, text);
        server.take();
        assertThat(server.refusal()).doesNotContain("edit refused");
    }

    private static String refusalOf(String text) throws Exception {
        server.routes.write(FILE, text);
        server.take();
        return server.refusal();
    }

    private static int lineOf(String word, String text) {
        return (int) text.substring(0, text.indexOf(word) + 1).lines().count();
    }

    private List<String> changes() {
        return log.events().stream()
                .map(each -> each.getFormattedMessage())
                .filter(line -> line.startsWith("findings have other colours"))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "dns-leak, dns-leek, '; did you mean ''dns-leak''?'",
        "tunnel-gone, tunel-gone, '; did you mean ''tunnel-gone''?'",
        "exit-on-home-line, exit-on-home-lines, '; did you mean ''exit-on-home-line''?'",
        "dns-claimed, everything-else, ''"
    })
    void aNameThatIsNoFindingIsRefusedWithFileAndLine(String right, String wrong, String advice) throws Exception {
        String text = Palette.name(Fact.valueOf(right.toUpperCase(Locale.ROOT).replace('-', '_')))
                .matcher(server.routes.read(FILE))
                .replaceFirst(wrong)
                .replace("ref: green", "ref: yellow");

        assertThat(refusalOf(text))
                .isEqualTo("edit refused: colour-finding.camel.yaml:" + lineOf(wrong, text) + ": no finding is named '"
                        + wrong + "'" + advice);
        assertThat(changes()).isEmpty();
    }

    @Test
    void aWrongNameInAComparisonOfTheSimpleLanguageIsRefusedToo() throws Exception {
        for (String condition : List.of("${body} == 'dns-leek'", "${body} in 'dns-elsewhere,dns-leek'")) {
            String text = server.routes.read(FILE).replace("            when:\n", when(condition, "red"));

            assertThat(refusalOf(text))
                    .contains(":" + lineOf("dns-leek", text) + ": no finding is named 'dns-leek'; did you mean");
        }
    }

    @Test
    void othersWordsInTheConditionsOfTheRouteAreNoNamesOfFindings() throws Exception {
        String clients = "${exchangeProperty.pending-judgement.clientId} == 'office' ";

        takes(server.routes.read(FILE).replace("            when:\n", when(clients, "red")));
        takes(server.routes.read(FILE).replace("            when:\n", when("${body} starts with 'dns'", "green")));

        assertThat(changes()).last().asString().contains("dns-leak: yellow → green");
    }

    /** The head of the choice with one more branch before all others. */
    private static String when(String condition, String colour) {
        return String.join(
                "\n",
                "            when:",
                "              - expression:",
                "                  simple:",
                "                    expression: \"" + condition + "\"",
                "                steps:",
                "                  - process:",
                "                      ref: " + colour,
                "");
    }

    @Test
    void aFindingInAnotherListIsSaidInTheLog() throws Exception {
        takes(Palette.recolour(server.routes.read(FILE), Fact.EXIT_ON_HOME_NETWORK, "yellow"));

        assertThat(changes()).containsExactly("findings have other colours now: exit-on-home-network: red → yellow");
    }

    @Test
    void aListThatIsTakenOutIsSaidInTheLogFindingByFinding() throws Exception {
        String text = server.routes.read(FILE);
        String branch = text.substring(text.indexOf("              - expression:"), text.indexOf("ref: red\n") + 9);

        takes(text.replace(branch, ""));

        assertThat(changes())
                .singleElement()
                .asString()
                .contains("exit-on-home-line: red → yellow", "program-beside-tunnel: red → yellow")
                .doesNotContain("dns");
        assertThat(server.refusal())
                .startsWith("colour-finding has no branch for exit-on-home-line, ")
                .endsWith("; what is left over colours them")
                .doesNotContain("dns");
        assertThat(server.dashboard()).contains("colour-finding has no branch for");
    }

    @Test
    void aListMayBeEmpty() throws Exception {
        String text = server.routes.read(FILE);
        for (Fact fact : List.of(
                Fact.PROXY_NOT_TRUSTED, Fact.SOCKET_BESIDE_TUNNEL, Fact.KILL_SWITCH_NOT_PROVEN, Fact.DNS_CLAIMED)) {
            text = Palette.without(text, fact);
        }

        takes(text);

        assertThat(changes()).singleElement().asString().contains("dns-claimed: green → yellow");
    }

    @Test
    void anEditOfAnotherFileChangesNoColour() throws Exception {
        server.routes.edit("watch-for-silence", "Notices every", "Sees every");
        server.take();

        assertThat(server.refusal()).isEmpty();
        assertThat(changes()).isEmpty();
    }

    @Test
    void whatAUserHangsBehindAColourHearsNothingOfTheCheck() throws Exception {
        String quiet = "                  - process:\n                      ref: red\n";
        String loud = String.join(
                "\n",
                "                  - log:",
                "                      message: heard ${body}",
                "                  - to:",
                "                      uri: log:heard",
                "");

        takes(server.routes.read(FILE).replace(quiet, loud + quiet));

        assertThat(log.events())
                .extracting(each -> each.getLoggerName() + each.getFormattedMessage())
                .noneMatch(line -> line.matches(".*heard (exit-on|traffic).*") || line.startsWith("heard"));
        assertThat(changes()).isEmpty();
    }

    @Test
    void atTheStartAWrongNameIsToldWithItsPlace(@TempDir Path other) throws Exception {
        Path routes = Files.createDirectories(other.resolve("server-routes"));
        for (Path file : server.routes.files()) {
            Files.copy(file, routes.resolve(file.getFileName()));
        }
        Path file = routes.resolve(FILE + ".camel.yaml");
        String text = Files.readString(file).replace("dns-leak ", "dns-leek ");
        Files.writeString(file, text);

        Settings settings = Settings.read(
                Map.of(
                        "VPN_SENTINEL_API_KEY",
                        "key",
                        "VPN_SENTINEL_ROUTES_DIR",
                        other.toString(),
                        "VPN_SENTINEL_DATA_DIR",
                        other.resolve("data").toString()),
                Half.SERVER);

        assertThatThrownBy(() -> ServerHalf.start(settings, Instant::now))
                .hasMessage("routes: colour-finding.camel.yaml:" + lineOf("dns-leek", text)
                        + ": no finding is named 'dns-leek'; did you mean 'dns-leak'?");
    }
}
