package support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A real PostgreSQL of this machine with a database of its own in a temporary folder, on loopback. */
public final class Postgres implements AutoCloseable {
    private static final Path INSTALLED = Path.of("/usr/lib/postgresql");
    private static final String USER = "postgres";

    private final Path programs;
    private final Path folder;
    private final int port;

    private Postgres(Path programs, Path folder, int port) {
        this.programs = programs;
        this.folder = folder;
        this.port = port;
    }

    /** Whether this machine has one, the newest of Debian's packages. */
    public static boolean isInstalled() {
        return programs().isPresent();
    }

    private static Optional<Path> programs() {
        if (!Files.isDirectory(INSTALLED)) {
            return Optional.empty();
        }
        try (Stream<Path> versions = Files.list(INSTALLED)) {
            return versions.map(each -> each.resolve("bin"))
                    .filter(each -> Files.isExecutable(each.resolve("initdb")))
                    .max(Comparator.naturalOrder());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes a database and starts it. */
    public static Postgres start() throws IOException {
        Path folder = Files.createTempDirectory("postgres-");
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Postgres made = new Postgres(programs().orElseThrow(), folder, port);
        if (isRoot()) {
            run(List.of("chown", USER, folder.toString()));
        }
        made.program("initdb", "--pgdata=" + folder.resolve("db"), "--auth=trust", "--username=sentinel", "--no-sync");
        made.resume();
        return made;
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    /** Where it is, for the setting. */
    public String url() {
        return "postgresql://sentinel:secret-of-tests@127.0.0.1:" + port + "/postgres";
    }

    /** Stops it as a power cut would. */
    public void kill() {
        program("pg_ctl", "stop", "--pgdata=" + folder.resolve("db"), "--mode=immediate", "--wait");
    }

    /** Starts it again. */
    public void resume() {
        program(
                "pg_ctl",
                "start",
                "--pgdata=" + folder.resolve("db"),
                "--wait",
                "--log=" + folder.resolve("log"),
                "--options=-p " + port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories=" + folder);
    }

    private void program(String name, String... words) {
        List<String> all = new ArrayList<>();
        if (isRoot()) {
            all.addAll(List.of("runuser", "-u", USER, "--"));
        }
        all.add(programs.resolve(name).toString());
        all.addAll(List.of(words));
        run(all);
    }

    private static void run(List<String> command) {
        try {
            Path said = Files.createTempFile("postgres-", ".out");
            Process process = new ProcessBuilder(command)
                    .directory(Path.of("/").toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .start();
            boolean ended = process.waitFor(90, TimeUnit.SECONDS);
            String text = Files.readString(said);
            Files.delete(said);
            if (!ended || process.exitValue() != 0) {
                throw new IllegalStateException(command + ": " + text);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            kill();
        } catch (IllegalStateException gone) {
            // it was stopped by a test
        }
        run(List.of("rm", "-rf", folder.toString()));
    }
}
