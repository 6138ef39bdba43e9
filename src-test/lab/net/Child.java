package lab.net;

import demo.LastWords;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A process in a namespace. Stops when it is closed. */
public final class Child implements AutoCloseable {

    private final String name;
    private final Process process;
    private final Path log;

    Child(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
    }

    String name() {
        return name;
    }

    Process process() {
        return process;
    }

    /** Whether it runs. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** All lines of its log. */
    public List<String> log() {
        try {
            return Files.readString(log).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The last lines of its log. */
    public String lastWords() {
        return LastWords.of(log);
    }

    /** Ends it without asking. */
    public void kill() {
        process.destroyForcibly();
        await(5);
    }

    /** Asks it to end, and ends it after 6 s if it has not. */
    @Override
    public void close() {
        process.destroy();
        if (!await(6)) {
            kill();
        }
    }

    private boolean await(int seconds) {
        try {
            return process.waitFor(seconds, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
