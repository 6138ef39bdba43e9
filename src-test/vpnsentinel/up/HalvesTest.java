package vpnsentinel.up;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class HalvesTest {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final Halves halves = new Halves(new PrintStream(printed, true, StandardCharsets.UTF_8));

    @AfterEach
    void stop() {
        halves.stop();
    }

    @Test
    @Timeout(20)
    void theEndOfOneStopsTheOtherAndIsTheExitCode() throws IOException {
        shell("client", "trap 'echo bye; exit 0' TERM; echo ready; while :; do sleep 0.1; done");
        awaitText("client | ready");
        shell("server", "echo broken; exit 78");

        assertThat(halves.awaitFirstEnd()).isEqualTo(78);

        assertThat(text())
                .contains("server | broken", "client | bye")
                .contains("sentinel: the server ended with exit code 78; stopping what is left");
    }

    @Test
    @Timeout(20)
    void whoDoesNotStopIsStoppedByForceWithinFiveSeconds() throws IOException {
        shell("server", "trap '' TERM; echo ready; while :; do sleep 0.1; done");
        awaitText("server | ready");

        long before = System.nanoTime();
        halves.stop();

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
        assertThat(halves.awaitFirstEnd()).as("killed").isEqualTo(137);
    }

    @Test
    @Timeout(20)
    void anOrderlyStopIsNotReportedAsAnAccident() throws IOException {
        shell("server", "trap 'exit 0' TERM; echo ready; while :; do sleep 0.1; done");
        awaitText("server | ready");

        halves.stop();

        assertThat(halves.awaitFirstEnd()).isZero();
        assertThat(text()).doesNotContain("ended with exit code");
    }

    @Test
    @Timeout(20)
    void theClientSaysGoodbyeWhileTheServerStillHears() throws IOException {
        shell("server", "trap 'echo closed; exit 0' TERM; echo ready; while :; do sleep 0.1; done");
        shell("client", "trap 'sleep 0.5; echo goodbye; exit 0' TERM; echo ready; while :; do sleep 0.1; done");
        awaitText("server | ready");
        awaitText("client | ready");

        halves.stop();

        assertThat(text()).containsSubsequence("client | goodbye", "server | closed");
    }

    /** A terminal's Ctrl-C reaches all processes in the foreground, and not in the order in which they have to stop. */
    @Test
    @Timeout(20)
    void whatTheTerminalSendsToAllStopsNobody() throws IOException {
        shell("client", "kill -INT $$; kill -HUP $$; echo alive; trap 'exit 0' TERM; while :; do sleep 0.1; done");

        awaitText("client | alive");
    }

    @Test
    void nothingStartsAfterTheStop() throws IOException {
        halves.stop();
        shell("client", "echo started");

        halves.stop();

        assertThat(text()).isEmpty();
    }

    private void shell(String name, String script) throws IOException {
        halves.start(name, List.of("sh", "-c", script), Map.of());
    }

    private void awaitText(String text) {
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> text().contains(text));
    }

    private String text() {
        return printed.toString(StandardCharsets.UTF_8);
    }
}
