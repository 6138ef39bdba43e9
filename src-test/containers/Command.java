package containers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * A command as a user types it, in a folder and with nothing of this machine's environment but a few names.
 *
 * @param more environment beside those
 */
record Command(Path folder, Map<String, String> more) {
    private static final Set<String> KEPT = Set.of("HOME", "LANG", "http_proxy", "https_proxy", "no_proxy");

    /**
     * What it did.
     *
     * @param code its exit code
     * @param text what it printed, errors too
     */
    record Done(int code, String text) {
        /** What it printed, where it did what it was to. */
        String orThrow(List<String> words) {
            if (code != 0) {
                throw new IllegalStateException("'" + String.join(" ", words) + "' ended with " + code + ": " + end());
            }
            return text;
        }

        private String end() {
            List<String> lines = text.lines().toList();
            return String.join(" ⏎ ", lines.subList(Math.max(0, lines.size() - 12), lines.size()));
        }
    }

    /** Runs it to its end, or ends it after that time. */
    Done run(Duration patience, List<String> words) {
        ProcessBuilder builder = new ProcessBuilder(words).directory(folder.toFile());
        builder.environment().keySet().retainAll(KEPT);
        builder.environment().putAll(more);
        builder.redirectErrorStream(true);
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            Thread watchdog = new Thread(() -> endAfter(patience, process), "watchdog of " + words.get(0));
            watchdog.setDaemon(true);
            watchdog.start();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Done(process.waitFor(), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static void endAfter(Duration patience, Process process) {
        try {
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
