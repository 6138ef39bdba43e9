package containers;

import demo.LastWords;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import lab.net.Pause;

/** A Docker daemon of the rows' own, in a network namespace of the laboratory. Ends with all its containers when closed. */
final class Engine implements AutoCloseable {
    private static final Duration TO_START = Duration.ofSeconds(60);
    private static final Duration TO_BUILD_IMAGES = Duration.ofMinutes(10);
    private static final String PATH = "/usr/sbin:/usr/bin:/sbin:/bin";
    /** Docker's word {@code compose}, answered by the docker-compose that Debian has. */
    private static final String COMPOSE = """
            #!/bin/sh
            if [ "$1" = docker-cli-plugin-metadata ]; then
              echo '{"SchemaVersion":"0.1.0","Vendor":"VPN Sentinel","ShortDescription":"docker-compose 1.29"}'; exit
            fi
            shift; exec docker-compose "$@"
            """;

    private final Path folder;
    private final Process process;
    private final Map<String, String> environment;

    /**
     * Starts it, and waits until it answers.
     *
     * @param folder takes its data, by an absolute path that is short enough for a socket
     * @param namespace the network namespace that is its host's network
     * @param resolvConf the resolver configuration of that host
     */
    Engine(Path folder, String namespace, Path resolvConf) {
        this.folder = folder;
        this.environment = Map.of(
                "PATH",
                PATH,
                "DOCKER_HOST",
                "unix://" + folder.resolve("docker.sock"),
                "DOCKER_CONFIG",
                folder.resolve("config").toString(),
                "DOCKER_BUILDKIT",
                "1",
                "COMPOSE_DOCKER_CLI_BUILD",
                "1");
        writePlugin();
        this.process = start(namespace, resolvConf);
        awaitAnswer();
    }

    private void writePlugin() {
        Path plugin = folder.resolve("config/cli-plugins/docker-compose");
        try {
            Files.createDirectories(plugin.getParent());
            Files.writeString(plugin, COMPOSE);
            Files.setPosixFilePermissions(plugin, PosixFilePermissions.fromString("rwxr-xr-x"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Process start(String namespace, Path resolvConf) {
        ProcessBuilder builder = new ProcessBuilder("sh", "-e", "-c", script("engine.sh"))
                .redirectErrorStream(true)
                .redirectOutput(log().toFile());
        builder.environment().keySet().retainAll(List.of("HOME", "LANG"));
        builder.environment()
                .putAll(Map.of(
                        "PATH", PATH, "NS", namespace, "DIR", folder.toString(), "RESOLV_CONF", resolvConf.toString()));
        try {
            Files.deleteIfExists(folder.resolve("docker.pid"));
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitAnswer() {
        Instant end = Instant.now().plus(TO_START);
        while (command(folder)
                        .run(Duration.ofSeconds(10), List.of("docker", "version"))
                        .code()
                != 0) {
            if (!process.isAlive() || Instant.now().isAfter(end)) {
                close();
                throw new IllegalStateException("the Docker daemon does not start: " + LastWords.of(log()));
            }
            Pause.of(Duration.ofMillis(200));
        }
    }

    private Path log() {
        return folder.resolve("dockerd.log");
    }

    /** Commands in that folder that talk to this daemon. */
    Command command(Path where) {
        return new Command(where, environment);
    }

    /** Makes the images that a build starts from, and the VPN's. */
    void makeBaseImages(Path jdk) {
        Path here = Path.of("src-test/containers").toAbsolutePath();
        Map<String, String> variables = new java.util.HashMap<>(environment);
        variables.putAll(Map.of("DIR", folder.toString(), "JDK", jdk.toString(), "HERE", here.toString()));
        List<String> words = List.of("sh", "-e", "-c", script("images.sh"));
        new Command(folder, variables).run(TO_BUILD_IMAGES, words).orThrow(List.of("images.sh"));
    }

    private static String script(String name) {
        try (InputStream file = Engine.class.getResourceAsStream("/containers/" + name)) {
            if (file == null) {
                throw new IllegalStateException("no script " + name);
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Asks the daemon itself to end, which is the only child of the process that was started; then ends what is left. */
    @Override
    public void close() {
        process.children().forEach(ProcessHandle::destroy);
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.children().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
                process.waitFor(5, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        removeControlGroups();
    }

    private void removeControlGroups() {
        String remove =
                "find /sys/fs/cgroup -depth -type d -path '*/vpn-sentinel-containers*' -exec rmdir {} + 2>/dev/null";
        command(folder).run(Duration.ofSeconds(20), List.of("sh", "-c", remove));
    }

    /** Removes images, volumes, and layers, once it is closed. */
    void forget() {
        command(folder)
                .run(Duration.ofMinutes(2), List.of("sh", "-c", "rm -rf data exec root root.done stage vpn debs.done"));
    }
}
