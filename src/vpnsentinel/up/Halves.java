package vpnsentinel.up;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** The processes of both halves: they live and die together. Thread-safe. */
final class Halves {
    /** How long both may take to stop; a supervisor that waits 5 s never has to use force. */
    private static final Duration PATIENCE = Duration.ofMillis(4200);
    /** How long the next one waits for the one before. */
    private static final Duration GOODBYE = Duration.ofMillis(1500);

    private final List<Child> children = new ArrayList<>();
    private final CompletableFuture<Child> firstEnd = new CompletableFuture<>();
    private final PrintStream out;
    private volatile boolean stopping;

    Halves(PrintStream out) {
        this.out = out;
    }

    /** Starts one more, unless all are being stopped. */
    synchronized void start(String name, List<String> command, Map<String, String> environment) throws IOException {
        if (!stopping) {
            Child child = Child.start(name, command, environment, out);
            children.add(child);
            child.whenEnded(() -> firstEnd.complete(child));
        }
    }

    /** Waits until one ends, says so unless all are being stopped, stops the others, and returns its exit code. */
    int awaitFirstEnd() {
        Child ended = firstEnd.join();
        if (!stopping) {
            out.println("sentinel: the " + ended.name() + " ended with exit code " + ended.exitCode()
                    + "; stopping what is left");
        }
        stop();
        return ended.exitCode();
    }

    /** Stops all, the last one first, so that the client can say goodbye; by force what does not end in time. */
    void stop() {
        stopping = true;
        List<Child> running = new ArrayList<>(all());
        Collections.reverse(running);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        for (Child child : running) {
            child.askToStop();
            child.endsWithin(GOODBYE);
        }
        for (Child child : running) {
            if (!child.endsWithin(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())))) {
                child.end();
            }
        }
    }

    private synchronized List<Child> all() {
        return List.copyOf(children);
    }
}
