package bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The load generator, one thread of it, sending the keepalives of {@code keepalives.lua}. */
final class Wrk {
    private static final Pattern RESULT = Pattern.compile("RESULT (\\d+) (\\d+) (\\d+) (\\d+) (\\d+) (\\d+)");

    private final Path program;
    private final Path script;
    private final Path template;
    private final int moves;

    private Wrk(Path program, Path script, Path template, int moves) {
        this.program = program;
        this.script = script;
        this.template = template;
        this.moves = moves;
    }

    /** The installed {@code wrk}, if there is one, with its script in the folder; exits move every so many keepalives. */
    static Optional<Wrk> installed(Path folder, byte[] template, int moves) {
        Optional<Path> program = Stream.of(System.getenv("PATH").split(":"))
                .map(place -> Path.of(place, "wrk"))
                .filter(Files::isExecutable)
                .findFirst();
        return program.map(
                path -> new Wrk(path, script(folder), write(folder.resolve("keepalive.json"), template), moves));
    }

    private static Path script(Path folder) {
        try (InputStream lua = Wrk.class.getResourceAsStream("keepalives.lua")) {
            if (lua == null) {
                throw new IllegalStateException("keepalives.lua is not on the class path");
            }
            return write(folder.resolve("keepalives.lua"), lua.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path write(Path file, byte[] content) {
        try {
            return Files.write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Loads the server.
     *
     * @throws IllegalStateException with what the program printed, when it did not measure
     */
    Load run(URI server, String key, int connections, int seconds) {
        List<String> command = List.of(
                program.toString(),
                "-t1",
                "-c" + connections,
                "-d" + seconds + "s",
                "-s" + script,
                server.toString(),
                "--",
                template.toString(),
                Long.toString(System.currentTimeMillis()), // higher than any number sent before
                key,
                Integer.toString(moves));
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor();
            Matcher result = RESULT.matcher(printed);
            if (!result.find()) {
                throw new IllegalStateException("wrk measured nothing:\n" + printed);
            }
            return Load.of(result);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /**
     * What wrk saw in one run.
     *
     * @param requests those that were answered
     * @param seconds how long it took
     * @param median milliseconds within which half of them were answered
     * @param p99 milliseconds within which 99 % of them were answered
     * @param refused answers with another status than 2xx or 3xx
     * @param broken connections that failed and time-outs
     */
    record Load(long requests, double seconds, double median, double p99, long refused, long broken) {
        static Load of(Matcher result) {
            return new Load(
                    Long.parseLong(result.group(1)),
                    Long.parseLong(result.group(2)) / 1e6,
                    Long.parseLong(result.group(3)) / 1e3,
                    Long.parseLong(result.group(4)) / 1e3,
                    Long.parseLong(result.group(5)),
                    Long.parseLong(result.group(6)));
        }
    }
}
