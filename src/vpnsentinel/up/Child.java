package vpnsentinel.up;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One half as a process of its own, each line of its output shown behind its name. Thread-safe. */
final class Child {
    /** The terminal sends Ctrl-C to all at once; in which order they stop is decided here. */
    private static final List<String> DEAF = List.of("/bin/sh", "-c", "trap '' INT HUP; exec \"$@\"", "sh");

    private final String name;
    private final Process process;
    private final Thread output;

    private Child(String name, Process process, PrintStream out) {
        this.name = name;
        this.process = process;
        output = new Thread(() -> copy(name, process, out), "output-of-" + name);
        output.setDaemon(true);
        output.start();
    }

    /** Starts the command with these variables beside those of this process. */
    static Child start(String name, List<String> command, Map<String, String> environment, PrintStream out)
            throws IOException {
        List<String> deaf = new ArrayList<>(DEAF);
        deaf.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(deaf).redirectErrorStream(true);
        builder.redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")));
        builder.environment().putAll(environment);
        return new Child(name, builder.start(), out);
    }

    private static void copy(String name, Process process, PrintStream out) {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                out.println(name + " | " + line);
            }
        } catch (IOException ended) {
            out.flush(); // the process is gone, and its pipe with it
        }
    }

    String name() {
        return name;
    }

    /** Runs the action when the process has ended. */
    void whenEnded(Runnable action) {
        process.onExit().thenRun(action);
    }

    /** The exit code; only after the end. */
    int exitCode() {
        return process.exitValue();
    }

    /** Asks the process to stop; returns at once. */
    void askToStop() {
        process.toHandle().destroy(); // unlike the process's own method, this leaves its last words to be read
    }

    /** Waits for the end at most this long; says whether it came. What the process said last is shown then. */
    boolean endsWithin(Duration patience) {
        try {
            boolean ended = process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (ended) {
                output.join(300);
            }
            return ended;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Ends the process by force. */
    void end() {
        process.destroyForcibly();
        endsWithin(Duration.ofMillis(300));
    }
}
