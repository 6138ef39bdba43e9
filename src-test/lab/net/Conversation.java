package lab.net;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A program that answers each line with one line. Thread-safe: one question at a time. */
public final class Conversation {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Child child;
    private final BufferedWriter out;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    Conversation(Child child) {
        this.child = child;
        this.out = child.process().outputWriter(StandardCharsets.UTF_8);
        Thread reader = new Thread(this::read, "reader of " + child.name());
        reader.setDaemon(true);
        reader.start();
    }

    private void read() {
        try (BufferedReader in = child.process().inputReader(StandardCharsets.UTF_8)) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                lines.add(line);
            }
        } catch (IOException e) {
            // the program has ended, and the next question says so
        }
    }

    /** Waits for the line that it prints by itself. */
    void await(String line) {
        String heard = next(line);
        if (!heard.equals(line)) {
            throw new IllegalStateException(child.name() + " said " + heard + " instead of " + line);
        }
    }

    /** Its answer to the line. */
    public synchronized String ask(String line) {
        try {
            lines.clear();
            out.write(line);
            out.newLine();
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(child.name() + " has ended: " + child.lastWords(), e);
        }
        return next(line);
    }

    private String next(String question) {
        try {
            String answer = lines.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            if (answer == null) {
                throw new IllegalStateException(
                        child.name() + " does not answer to '" + question + "': " + child.lastWords());
            }
            return answer;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
