package bench;

import demo.ScratchFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * Runs a half for a short while among stand-ins for all that it asks, so that a Java machine that is told to learns what a
 * start needs ({@code -XX:AOTCacheOutput}): with the shipped routes, for real, until it is asked to end.
 */
public final class Training {
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(12);
    private static final Duration TO_WRITE = Duration.ofMinutes(4);

    private Training() {}

    /** Takes the half, {@code server} or {@code client}, and the command that starts it; exit code 0 when it ended well. */
    public static void main(String[] words) throws IOException {
        if (words.length < 2 || !List.of("server", "client").contains(words[0])) {
            System.err.println("usage: Training server|client <command> ...");
            System.exit(2);
        }
        List<String> command = Arrays.asList(words).subList(1, words.length);
        System.exit(run(words[0], command) ? 0 : 1);
    }

    static boolean run(String half, List<String> command) throws IOException {
        try (ScratchFolder folder = new ScratchFolder("sentinel-training");
                Habitat habitat = half.equals("server")
                        ? new ServerHabitat(folder.path(), 20)
                        : new ClientHabitat(folder.path(), 1)) {
            return train(command, habitat, folder.path().resolve("half.log"));
        } catch (IllegalStateException notStarted) {
            System.err.println(notStarted.getMessage());
            return false;
        }
    }

    private static boolean train(List<String> command, Habitat habitat, Path log) {
        try (HalfProcess process = new HalfProcess(command, habitat, log)) {
            process.awaitHealthy();
            habitat.exercise(LONG_ENOUGH);
            boolean ended = process.ends(TO_WRITE);
            System.out.println(process.lastWords());
            return ended;
        }
    }
}
