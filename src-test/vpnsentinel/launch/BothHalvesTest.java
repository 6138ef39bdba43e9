package vpnsentinel.launch;

import static org.assertj.core.api.Assertions.assertThat;

import demo.BotApi;
import demo.Failure;
import demo.Internet;
import demo.Line;
import demo.Provider;
import demo.World;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import support.FakeNameServer;
import support.RunningServer;
import vpnsentinel.settings.Half;
import vpnsentinel.settings.Settings;

/**
 * The real client and the real server over loopback HTTP, with the shipped routes. Only what lies beyond them is a
 * stand-in: echo providers, the client's name server, the Bot API. Each story is told as a table: event, status, message.
 */
class BothHalvesTest {
    @TempDir
    Path folder;

    private final Internet behindVpn = new Internet(World.STOCKHOLM.exit());
    private final FakeNameServer nameServer = new FakeNameServer();
    private final List<String> read = new ArrayList<>();
    private BotApi bot;
    private RunningServer server;
    private Optional<ClientHalf> client = Optional.empty();

    @BeforeEach
    void start() throws Exception {
        bot = BotApi.start(0, RunningServer.CHAT);
        server = RunningServer.ready(RunningServer.both(
                RunningServer.telegram(bot), Map.of("VPN_SENTINEL_SERVER_CHECK_INTERVAL_MINUTES", "1440")));
        startIsTold();
        resolverIs(World.STOCKHOLM.resolver());
        startClient();
        expect("green", "office is protected");
    }

    /** Where the home address was not known by then, it has a message of its own; the two may cross each other. */
    private void startIsTold() {
        RunningServer.await()
                .until(() -> bot.texts().stream().anyMatch(text -> text.contains("The server has started")));
        String start = bot.texts().stream()
                .filter(text -> text.contains("The server has started"))
                .findFirst()
                .orElseThrow();
        int messages = start.contains("still looking") ? 2 : 1;
        RunningServer.await().until(() -> bot.texts().size() == messages);
        assertThat(bot.texts()).anyMatch(text -> text.contains("Your home address is 203.0.113.7"));
        read.addAll(bot.texts());
    }

    @AfterEach
    void stop() {
        stopClient();
        server.close();
        bot.close();
        nameServer.close();
        behindVpn.close();
    }

    private void startClient() throws Exception {
        Map<String, String> environment = RunningServer.both(
                behindVpn.settings(),
                Map.of(
                        "VPN_SENTINEL_API_KEY",
                        RunningServer.KEY,
                        "VPN_SENTINEL_URL",
                        server.ports().api("").toString(),
                        "VPN_SENTINEL_CLIENT_ID",
                        "office",
                        "VPN_SENTINEL_INTERVAL",
                        "1",
                        "VPN_SENTINEL_PROBE_TIMEOUT",
                        "1",
                        "VPN_SENTINEL_HEALTH_MONITOR",
                        "off",
                        "VPN_SENTINEL_DATA_DIR",
                        folder.resolve("data").toString(),
                        "VPN_SENTINEL_RESOLV_CONF",
                        Files.writeString(folder.resolve("resolv.conf"), nameServer.line())
                                .toString()));
        client = Optional.of(ClientHalf.start(Settings.read(environment, Half.CLIENT), InstantSource.system()));
    }

    private void stopClient() {
        client.ifPresent(ClientHalf::close);
        client = Optional.empty();
    }

    private void resolverIs(Line line) {
        nameServer.knows("o-o.myaddr.l.google.com", "IN", "TXT", "\"" + line.address() + "\"");
        nameServer.knows("whoami.akamai.net", "IN", "A", line.address().toString());
    }

    /** The client gets the status, and the next message has these words. */
    private void expect(String status, String words) {
        server.awaitStatus("office", status);
        message(words);
    }

    private String message(String words) {
        RunningServer.await().until(() -> bot.texts().size() > read.size());
        String next = bot.texts().get(read.size());
        read.add(next);
        assertThat(next).contains(words);
        return next;
    }

    private void rounds(int more) {
        long target = sequence() + more;
        RunningServer.await().until(() -> sequence() >= target);
    }

    private long sequence() {
        String accepted = "vpn_sentinel_keepalives_total{outcome=\"accepted\"} ";
        return server.get(server.ports().health("/metrics"))
                .body()
                .lines()
                .filter(line -> line.startsWith(accepted))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(accepted.length())))
                .sum();
    }

    @Test
    void everyChangeIsToldOnceAndNothingElse() {
        resolverIs(World.HOME_RESOLVER);
        expect("yellow", "office leaks its DNS questions");
        resolverIs(World.STOCKHOLM.resolver());
        expect("green", "office is protected again");

        behindVpn.callerIsOn(World.HOME);
        expect("red", "office is exposed\nYour home address 203.0.113.7 is visible");
        behindVpn.callerIsOn(World.NEIGHBOUR);
        rounds(3);
        behindVpn.callerIsOn(World.STOCKHOLM.exit());
        expect("green", "office is protected again");

        resolverIs(World.PARIS.resolver());
        behindVpn.callerIsOn(World.PARIS.exit());
        message("office has another VPN address");

        rounds(3);
        assertThat(bot.texts()).hasSameSizeAs(read);
    }

    @Test
    void anOutageOfAllProvidersIsUnverifiedAndNeverALeak() {
        behindVpn.fail(Failure.SERVER_ERROR);
        expect("yellow", "office cannot be checked now");

        behindVpn.fail(Failure.NONE);
        expect("green", "office is protected again");
        assertThat(bot.texts()).hasSameSizeAs(read);
    }

    @Test
    void aLyingProviderIsHistoryOnly() {
        behindVpn.callerIsOn(World.HOME, Provider.IP_API);
        rounds(8);

        assertThat(server.client("office").path("status").asText()).isEqualTo("green");
        assertThat(bot.texts()).hasSameSizeAs(read);
    }

    @Test
    void aDeadResolverIsUnverifiedAndNeverALeak() {
        nameServer.isSilent();

        expect("yellow", "office has DNS that cannot be checked now");
    }

    @Test
    void aClientThatStoppedInOrderIsMissedAfterTheThresholdAndWelcomedBack() throws Exception {
        stopClient();
        RunningServer.await()
                .until(() -> server.client("office").path("stopped").asBoolean());
        server.pass(Duration.ofMinutes(14));
        assertThat(server.client("office").path("status").asText()).isEqualTo("green");

        server.pass(Duration.ofMinutes(2));
        expect("silent", "office is silent");
        startClient();
        expect("green", "office is back and is protected");
    }

    @Test
    void aRestartOfTheClientIsNoNews() throws Exception {
        stopClient();
        startClient();
        rounds(3);

        assertThat(server.client("office").path("status").asText()).isEqualTo("green");
        assertThat(bot.texts()).hasSameSizeAs(read);
    }
}
