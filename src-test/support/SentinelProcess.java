package support;

import static org.assertj.core.api.Assertions.assertThat;

import demo.ChildJvm;
import demo.Ports;
import demo.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** The program's server as its users run it: a process of its own that knows nothing but its environment. */
public final class SentinelProcess implements AutoCloseable {
    private static final Duration TO_START = Duration.ofSeconds(60);

    private static final List<String> JVM = List.of(
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            // as the launcher does on a Java that knows the option
            "-XX:+IgnoreUnrecognizedVMOptions",
            "--sun-misc-unsafe-memory-access=allow");

    private final ChildJvm process;
    private final Path out;
    private final Path err;

    /** Starts it with these settings beside a key and ports on loopback. */
    public SentinelProcess(Path folder, Ports ports, Map<String, String> settings) throws IOException {
        out = Files.createTempFile(folder, "out", ".log");
        err = Files.createTempFile(folder, "err", ".log");
        Map<String, String> all = new HashMap<>(Map.of("VPN_SENTINEL_HOME", "none"));
        all.putAll(settings);
        process = ChildJvm.ofProduct(
                JVM, ServerProcess.MAIN, ServerProcess.environment(ports, folder, RunningServer.KEY, all), out, err);
    }

    /** Waits until it answers there. */
    public SentinelProcess awaitAnswer(HttpClient http, URI address) {
        HttpRequest request =
                HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(5)).build();
        RunningServer.await().atMost(TO_START).ignoreExceptions().until(() -> {
            assertThat(process.isAlive()).as(() -> "running: " + errors()).isTrue();
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        });
        return this;
    }

    /** The status with which it ends by itself. */
    public int exitCode() throws InterruptedException {
        OptionalInt status = process.exitCode(TO_START);
        assertThat(status).as("its status at the end").isPresent();
        return status.getAsInt();
    }

    /** Asks it to stop, as a supervisor does; how long that took. */
    public Duration terminate() throws InterruptedException {
        long before = System.nanoTime();
        process.terminate();
        exitCode();
        return Duration.ofNanos(System.nanoTime() - before);
    }

    /** Takes it away without asking. */
    public void kill() throws InterruptedException {
        process.kill();
        exitCode();
    }

    /** The lines that it wrote to its standard error. */
    public List<String> errors() {
        return lines(err);
    }

    /** The lines of its log. */
    public List<String> log() {
        return lines(out);
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.kill();
    }
}
