package vpnsentinel.launch;

import static org.assertj.core.api.Assertions.assertThat;

import demo.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import support.FakeClient;
import support.RouteStage;
import support.TinyMmdb;
import vpnsentinel.fleet.ColouredFinding;
import vpnsentinel.network.Asn;
import vpnsentinel.network.Fact;
import vpnsentinel.verdict.Finding;

/** A mounted database says of an address what counts, whatever the source that saw it claims. */
class MountedFilesTest {
    private static final String[] ROUTES = {
        "receive-keepalive",
        "judge-client",
        "judge-again",
        "colour-finding",
        "route-failed",
        "look-up-addresses",
        "learn-home-line"
    };

    private static final Map<String, ?> OFFICES =
            Map.of("asn", 64520, "as_name", "Example Offices", "as_type", "isp", "country_code", "SE");

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void nothingInTheFile() throws IOException {
        file = folder.resolve("networks.mmdb");
        write(new TinyMmdb().with("192.0.2.240/32", OFFICES));
    }

    private void write(TinyMmdb content) throws IOException {
        Files.write(file, content.bytes());
    }

    private RouteStage stage() throws Exception {
        return new RouteStage(Map.of("VPN_SENTINEL_GEOIP_DB", file.toString()), ROUTES).start();
    }

    private static List<Fact> facts(RouteStage stage) {
        return stage.fleet.view("office", stage.now).orElseThrow().findings().stream()
                .map(ColouredFinding::finding)
                .map(Finding::fact)
                .toList();
    }

    @Test
    void anExitThatTheFileCallsAnAccessNetworkIsOneWhateverItsSourcesSay() throws Exception {
        write(new TinyMmdb().with(World.STOCKHOLM.exit().address() + "/32", OFFICES));
        try (RouteStage stage = stage()) {
            stage.drive("receive-keepalive", new FakeClient("office").next());

            assertThat(facts(stage)).contains(Fact.EXIT_ON_NEW_ACCESS_NETWORK);
            assertThat(stage.fleet
                            .view("office", stage.now)
                            .orElseThrow()
                            .exit()
                            .network())
                    .hasToString("AS64520 Example Offices");
            assertThat(stage.lookedUp).doesNotContain(World.STOCKHOLM.exit().address());
        }
    }

    @Test
    void aFileThatIsReplacedJudgesEverybodyAgain() throws Exception {
        try (RouteStage stage = stage()) {
            stage.drive("receive-keepalive", new FakeClient("office").next());
            stage.arrive();
            stage.tick("judge-again");
            assertThat(facts(stage)).isEmpty();

            write(new TinyMmdb().with(World.STOCKHOLM.exit().address() + "/32", OFFICES));
            Files.setLastModifiedTime(file, FileTime.from(stage.now.plus(Duration.ofHours(1))));
            stage.now = stage.now.plusSeconds(30);
            stage.tick("look-up-addresses");
            stage.tick("judge-again");

            assertThat(facts(stage)).contains(Fact.EXIT_ON_NEW_ACCESS_NETWORK);
        }
    }

    @Test
    void aCompanionTeachesTheNetworkThatTheFileKnows() throws Exception {
        write(new TinyMmdb().with(World.NEW_HOME.address() + "/32", OFFICES));
        try (RouteStage stage = stage()) {
            FakeClient companion = new FakeClient("watcher").at("cabin", true).exits(World.NEW_HOME, World.NEW_HOME);

            stage.drive("receive-keepalive", companion.next());

            assertThat(stage.homes.line("cabin", stage.now).networks()).containsExactly(new Asn(64520));
        }
    }

    @Test
    void theServersOwnLineIsOfTheNetworkThatTheFileKnows() throws Exception {
        write(new TinyMmdb().with(World.HOME.address() + "/32", OFFICES));
        try (RouteStage stage = stage()) {
            stage.now = stage.now.plus(Duration.ofMinutes(5));
            stage.tick("learn-home-line");

            assertThat(stage.home.line(stage.now).networks()).containsExactly(new Asn(64520));
        }
    }
}
