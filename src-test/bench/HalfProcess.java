package bench;

import demo.LastWords;
import demo.Pause;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A half as its users start it, by a whole command, among what its {@link Habitat} gives it. */
final class HalfProcess implements AutoCloseable {
    private static final Duration TO_START = Duration.ofSeconds(90);
    private static final Duration LOOK = Duration.ofMillis(10);

    private final Process process;
    private final Habitat habitat;
    private final Path log;
    private final long begun = System.nanoTime();

    HalfProcess(List<String> command, Habitat habitat, Path log) {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .redirectInput(Path.of("/dev/null").toFile());
        builder.environment().keySet().removeIf(HalfProcess::isUsersSetting);
        builder.environment().putAll(habitat.settings());
        this.habitat = habitat;
        this.log = log;
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    }

    private static boolean isUsersSetting(String name) {
        return (name.startsWith("VPN_SENTINEL_") || name.startsWith("TELEGRAM_"))
                && !name.equals("VPN_SENTINEL_ROUTES_DIR")
                && !name.equals("VPN_SENTINEL_TEMPLATES_DIR");
    }

    long pid() {
        return process.pid();
    }

    /**
     * Waits until it answers that it works; how long after its start that was.
     *
     * @throws IllegalStateException with its last words when it does not
     */
    Duration awaitHealthy() {
        while (status(habitat.health()) != 200) {
            if (!process.isAlive() || System.nanoTime() - begun > TO_START.toNanos()) {
                throw new IllegalStateException("it did not start; its last words:\n" + LastWords.of(log));
            }
            Pause.of(LOOK);
        }
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    /** Asks it to end as a supervisor does; whether it has after that time. */
    boolean ends(Duration patience) {
        process.destroy();
        try {
            return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    String lastWords() {
        return LastWords.of(log);
    }

    /** The status of the answer there; 0 when there is none. */
    static int status(URI address) {
        try {
            HttpURLConnection asked = (HttpURLConnection) address.toURL().openConnection();
            asked.setConnectTimeout(5_000);
            asked.setReadTimeout(5_000);
            int status = asked.getResponseCode();
            asked.disconnect();
            return status;
        } catch (IOException e) {
            return 0;
        }
    }

    @Override
    public void close() {
        if (!ends(Duration.ofSeconds(6))) {
            process.destroyForcibly();
        }
    }
}
