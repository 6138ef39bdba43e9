package vpnsentinel.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import demo.World;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import support.RunningServer;

/** The routes list-home-lines, forget-home-line, and show-exits, and the words of the launcher that ask them. */
class HomeCommandsTest {
    private static final String OLD_CLIENT = """
            {"client_id": "office-vpn", "public_ip": "198.51.100.10", "status": "alive",
             "location": {"country": "SE", "org": "AS64501 Example VPN"}, "dns_test": {"location": "SE"}}""";

    private static RunningServer server;

    @BeforeAll
    static void start() throws Exception {
        server = RunningServer.ready(Map.of());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private record Ran(int code, String said) {}

    private static Ran run(String... words) {
        Map<String, String> environment = new HashMap<>(server.ports().settings());
        environment.put("VPN_SENTINEL_API_KEY", RunningServer.KEY);
        return run(environment, words);
    }

    private static Ran run(Map<String, String> environment, String... words) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int code = HomeCommands.run(List.of(words), environment, new PrintStream(bytes, true, StandardCharsets.UTF_8));
        return new Ran(code, bytes.toString(StandardCharsets.UTF_8));
    }

    @Test
    void theHomeLineIsListed() {
        Ran ran = run("home", "list");

        assertThat(ran.code()).isZero();
        assertThat(ran.said())
                .containsPattern("^ADDRESS +STATE +NETWORK +CONFIRMED")
                .contains(World.HOME.address().toString(), "current");
    }

    @Test
    void aWrongLessonIsForgottenAndLearntAgain() {
        String home = World.HOME.address().toString();

        assertThat(run("home", "forget", home)).isEqualTo(new Ran(0, home + " is forgotten" + System.lineSeparator()));
        await().untilAsserted(() -> assertThat(run("home", "list").said()).contains(home));

        assertThat(run("home", "forget", "192.0.2.1").code()).isEqualTo(1);
        assertThat(run("home", "forget", "192.0.2.1").said()).contains("404", "192.0.2.1 was not learnt");
        assertThat(run("home", "forget", "nowhere").said()).contains("400");
    }

    @Test
    void whatWasSeenOfAClientIsPrintedAsSettings() {
        server.keepalive(OLD_CLIENT);

        Ran ran = run("learn", "office-vpn");

        assertThat(ran.code()).isZero();
        assertThat(ran.said())
                .contains("VPN_SENTINEL_EXPECTED_COUNTRIES=office-vpn=SE")
                .contains("VPN_SENTINEL_EXPECTED_ASNS=office-vpn=AS64501")
                .contains("VPN_SENTINEL_EXPECTED_EXITS=office-vpn=198.51.100.10");
        assertThat(run("learn", "nobody").said()).contains("no client is called 'nobody'", "there are: ", "office-vpn");
        assertThat(run("learn", "ofice-vpn").said()).contains("did you mean office-vpn?");
    }

    @Test
    void wrongWordsAndAServerThatIsAwayAreTold() {
        assertThat(run("home").code()).isEqualTo(2);
        assertThat(run("home", "forget").said()).startsWith("usage:");
        assertThat(run("home", "lsit").said()).startsWith("home does not know 'lsit'; did you mean list?");
        assertThat(run("learn", "no such/name").said()).contains("no client is called 'no such/name'");
        assertThat(run(Map.of(), "home", "list").said()).contains("VPN_SENTINEL_API_KEY");
        assertThat(run(Map.of("VPN_SENTINEL_API_KEY", "k", "VPN_SENTINEL_SERVER_API_PORT", "1"), "home", "list")
                        .said())
                .contains("the server does not answer");
        Map<String, String> wrong = new HashMap<>(server.ports().settings());
        wrong.put("VPN_SENTINEL_API_KEY", "wrong");
        assertThat(run(wrong, "home", "list").said()).contains("403");
    }
}
