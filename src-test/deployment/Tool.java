package deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A program of this machine that validates a file.
 *
 * @param name its name
 * @param environment what it is told beside its words; nothing else of this product is
 */
public record Tool(String name, Map<String, String> environment) {
    private static final int MOST_SECONDS = 120;

    /**
     * What a program printed, both ways together.
     *
     * @param exitCode its exit code
     * @param text what it printed
     */
    public record Said(int exitCode, String text) {
        /** What it printed, where it found nothing wrong. */
        public String fine() {
            assertThat(exitCode).as(text).isZero();
            return text;
        }
    }

    public Tool {
        environment = Map.copyOf(environment);
    }

    /**
     * The program, where it is installed; else the test is skipped, or fails where nothing may be skipped.
     *
     * @param debian the package that has it on Debian
     */
    public static Tool of(String name, String debian) {
        boolean there = isInstalled(name);
        if (!there && "true".equals(System.getenv("CI"))) {
            throw new IllegalStateException(name + " is missing (Debian: apt-get install " + debian + ")");
        }
        assumeTrue(there, () -> name + " is not installed (Debian: apt-get install " + debian + ")");
        return new Tool(name, Map.of());
    }

    private static boolean isInstalled(String name) {
        return Stream.of(String.valueOf(System.getenv("PATH")).split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
    }

    /** The same program with variables of the environment. */
    public Tool with(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(environment);
        all.putAll(more);
        return new Tool(name, all);
    }

    /** Runs it in that folder, with nothing to read. */
    public Said run(Path folder, String... words) throws IOException, InterruptedException {
        return run(folder, Path.of("/dev/null"), words);
    }

    /** Runs it in that folder, reading from that file. */
    public Said run(Path folder, Path input, String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(name));
        command.addAll(Arrays.asList(words));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectInput(input.toFile());
        builder.environment().keySet().removeIf(each -> each.matches("(?:VPN|TELEGRAM|COMPOSE|WIREGUARD)_.*"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(MOST_SECONDS, TimeUnit.SECONDS))
                .as("%s ended", command)
                .isTrue();
        return new Said(process.exitValue(), text);
    }
}
