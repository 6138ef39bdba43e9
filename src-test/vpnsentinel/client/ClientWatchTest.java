package vpnsentinel.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import support.ClientStage;
import support.FakeNameServer;
import support.FakeWeb;

/** The client's watch over its own network namespace with the shipped routes: watch-tunnel, probe-path,
 * probe-sockets, send-early-report, report-line-early, watch-resolver,
 * send-beat, lose-beat, and probe-kill-switch. */
@EnabledOnOs(OS.LINUX)
class ClientWatchTest {
    private static final String BEAT = "GET /api/v1/whoami";
    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    private final FakeWeb server =
            new FakeWeb().answers(200, "{\"status\":\"ok\",\"verdict\":\"green\",\"reasons\":[]}");
    private Optional<ClientStage> stage = Optional.empty();

    private ClientStage stage() {
        ClientStage made = new ClientStage(folder, server.url());
        stage = Optional.of(made);
        return made;
    }

    @AfterEach
    void close() {
        stage.ifPresent(ClientStage::close);
        server.close();
    }

    private JsonNode sent(int number) {
        await().atMost(SOON).until(() -> server.bodies.size() > number);
        return ClientStage.json(server.bodies.get(number));
    }

    @Test
    void aKeepaliveCarriesTheKernelsWays() throws Exception {
        stage().with("VPN_SENTINEL_TUNNEL_INTERFACES", "lo")
                .with("VPN_SENTINEL_KILLSWITCH_PROBE", "on")
                .with("VPN_SENTINEL_PATH_TARGETS", "127.0.0.1, 127.0.0.2")
                .with("VPN_SENTINEL_WATCH_HOST_SOCKETS", "true")
                .with("VPN_SENTINEL_DIRECT_ALLOWED", "127.0.0.2/32")
                .start();

        JsonNode path = sent(0).path("evidence").path("path");

        assertThat(path.path("tunnels").toString()).isEqualTo("[\"lo\"]");
        assertThat(path.path("choices").get(0).toString())
                .isEqualTo("{\"role\":\"internet\",\"target\":\"127.0.0.1\",\"via\":\"lo\",\"local\":\"127.0.0.1\"}");
        assertThat(path.path("choices").findValuesAsText("role")).containsExactly("internet", "server", "name-server");
        assertThat(path.path("choices").findValuesAsText("target")).doesNotContain("127.0.0.2");
    }

    @Test
    void beatsSayWhoTheyAreAndThatMoreOfThemComeAfterAStart() throws Exception {
        stage().with("VPN_SENTINEL_WATCH_INTERVAL", "60").start();

        await().atMost(SOON).until(() -> beats() >= 3);

        int beat = server.requests.indexOf(BEAT);
        assertThat(server.headers.get(beat))
                .containsEntry("X-api-key", "right-key")
                .containsEntry("X-client-id", "office")
                .containsKey("X-boot");
    }

    @Test
    void aServerThatDoesNotKnowBeatsIsAskedOnce() throws Exception {
        server.answersTo("whoami", 404, "{}");
        stage().with("VPN_SENTINEL_WATCH_INTERVAL", "1").start();

        await().atMost(SOON).until(() -> beats() == 1);
        await().during(Duration.ofSeconds(3)).atMost(SOON).until(() -> beats() == 1);
    }

    @Test
    void whileRedOnlyOurOwnServerIsAskedIfTheUserWantsThat() throws Exception {
        server.answers(200, "{\"verdict\":\"red\",\"address\":\"203.0.113.7\",\"reasons\":[\"exit-on-home-line\"]}");
        stage().with("VPN_SENTINEL_QUIET_WHILE_RED", "true")
                .with("VPN_SENTINEL_WATCH_INTERVAL", "1")
                .with("VPN_SENTINEL_INTERVAL", "2")
                .start();

        await().atMost(SOON)
                .until(() -> server.bodies.stream()
                                .filter(body -> body.contains("\"exit\":[]"))
                                .count()
                        >= 2);
    }

    @Test
    void aNameServerThatDiesIsToldBetweenTheRoundsAndSoIsItsReturn() throws Exception {
        ClientStage client = stage().with("VPN_SENTINEL_TUNNEL_INTERFACES", "lo")
                .with("VPN_SENTINEL_PATH_TARGETS", "127.0.0.1")
                .with("VPN_SENTINEL_WATCH_INTERVAL", "1")
                .start();
        sent(0);
        String dead = "\"silent_name_servers\":{\"names\":[\"" + client.nameServer.text() + "\"],\"all\":true}";

        client.nameServer.isSilent();
        await().atMost(SOON).until(() -> server.bodies.stream().anyMatch(body -> body.contains(dead)));
        client.nameServer.speaksAgain();
        int told = server.bodies.size();

        await().atMost(SOON)
                .until(() -> server.bodies.stream()
                        .skip(told)
                        .anyMatch(body -> !body.contains(dead) && !body.contains("\"exit\":[]")));
    }

    private long beats() {
        return server.requests.stream().filter(BEAT::equals).count();
    }

    @Test
    void aChangeIsToldAtOnceByAnEarlyReportAndThenByAFullRound() throws Exception {
        ClientStage client = stage().start();
        sent(0);
        await().atMost(SOON)
                .until(() ->
                        client.report().path("checks").path("server").asText().equals("ok"));

        Files.writeString(folder.resolve("resolv.conf"), client.nameServer.line() + "\n# edited\n");
        JsonNode one = sent(1);
        JsonNode other = sent(2);

        JsonNode early = one.path("evidence").path("exit").isEmpty() ? one : other;
        JsonNode full = early == one ? other : one;
        assertThat(early.path("evidence").path("resolver")).isEmpty();
        assertThat(early.path("evidence").has("path")).isTrue();
        assertThat(early.path("public_ip").asText()).isEqualTo("203.0.113.10");
        assertThat(full.path("evidence").path("exit")).isNotEmpty();
    }

    @Test
    void anEarlyReportWaitsNotLongForAServerThatHangs() throws Exception {
        ClientStage client = stage().with("VPN_SENTINEL_TIMEOUT", "60").start();
        sent(0);
        await().atMost(SOON)
                .until(() ->
                        client.report().path("checks").path("server").asText().equals("ok"));

        server.hangs();
        Files.writeString(folder.resolve("resolv.conf"), client.nameServer.line() + "\n# edited\n");

        await().atMost(SOON)
                .until(() -> server.bodies.stream()
                        .filter(body -> body.contains("\"exit\":[]"))
                        .collect(Collectors.groupingBy(body -> body, Collectors.counting()))
                        .containsValue(2L));
    }

    @Test
    void aRoundThatAChangeOvertakesIsNotWaitedForAndNotTold() throws Exception {
        ClientStage client = stage().with("VPN_SENTINEL_PROBE_TIMEOUT", "15");
        client.nameServer.isSilent();
        client.start();

        try (FakeNameServer other = new FakeNameServer()) {
            await().atMost(Duration.ofSeconds(12))
                    .pollInterval(Duration.ofSeconds(2))
                    .until(() -> {
                        Files.writeString(folder.resolve("resolv.conf"), other.line() + "# " + System.nanoTime());
                        return !server.bodies.isEmpty();
                    });

            assertThat(sent(0).path("evidence").path("resolver").toString()).contains(other.text());
            assertThat(server.bodies).noneMatch(body -> body.contains(client.nameServer.text()));
        }
    }

    @Test
    void aLineThatIsAnotherIsToldWhileADeadResolverKeepsItsRoundWaiting() throws Exception {
        ClientStage client = stage().with("VPN_SENTINEL_PROBE_TIMEOUT", "10").start();
        sent(0);
        await().atMost(SOON)
                .until(() ->
                        client.report().path("checks").path("server").asText().equals("ok"));

        client.echo.answers(
                200,
                ClientStage.EVERYWHERE.replace("203.0.113.10", "198.51.100.20").replace("AS64500", "AS64510"));
        client.nameServer.isSilent();
        Files.writeString(folder.resolve("resolv.conf"), client.nameServer.line() + "\n# edited\n");
        JsonNode local = sent(1).path("evidence");
        JsonNode line = sent(2);

        assertThat(local.path("exit")).isEmpty();
        assertThat(line.path("public_ip").asText()).isEqualTo("198.51.100.20");
        assertThat(line.path("evidence").path("exit")).isNotEmpty();
        assertThat(line.path("evidence").path("udp")).isNotEmpty();
        assertThat(line.path("evidence").path("resolver")).as("still asked").isEmpty();
    }
}
