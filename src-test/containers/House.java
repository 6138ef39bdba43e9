package containers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import lab.net.Pause;
import lab.net.Plan;
import lab.net.World;

/** A host at home in the laboratory's internet, with a Docker daemon and a fresh clone, in which a user types commands. */
final class House implements AutoCloseable {
    /** Where the sources are no repository, or somebody else's: all that a clone would have. */
    private static final String COPY = "{ rm -rf clone && mkdir clone && tar -C '"
            + Path.of("").toAbsolutePath()
            + "' --exclude=./target --exclude=./data --exclude=./.env --exclude=./.git -cf - . | tar -C clone -xf -; }";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TO_TYPE = Duration.ofMinutes(15);
    private static final Duration BETWEEN = Duration.ofMillis(250);
    /** The VPN's client that is in the container, beside those of the laboratory's own namespaces. */
    private static final String TUNNEL_ADDRESS = "10.8.0.4";

    /** Questions that are asked again and again, and are not worth a line of the transcript. */
    private static final List<String> QUIET = List.of("docker ps ", "docker inspect ", "docker logs ");

    private final World world;
    private final Engine engine;
    private final boolean reuse;
    private final Path clone;
    private final Command user;
    /** What was typed, and what came of it. */
    private final Path transcript;

    private Optional<String> key = Optional.empty();

    /**
     * Builds it; the clone has everything that is committed here.
     *
     * @param folder takes everything
     * @param reuse whether the daemon's data of the last run is used again
     */
    House(Path folder, boolean reuse) {
        this.reuse = reuse;
        String old = reuse ? "clone world typed.log docker/data/volumes docker/data/containers" : "./*";
        Command here = new Command(Path.of("").toAbsolutePath(), Map.of("PATH", "/usr/bin:/bin"));
        run(here, "mkdir -p '" + folder + "' && cd '" + folder + "' && rm -rf " + old);
        make(folder.resolve("docker"));
        world = new World(1, Plan.named("doc"), folder.resolve("world"));
        Engine started;
        try {
            started = new Engine(folder.resolve("docker"), "vs1-server", folder.resolve("world/server/resolv.conf"));
        } catch (RuntimeException e) {
            world.close();
            throw e;
        }
        engine = started;
        clone = folder.resolve("clone");
        transcript = folder.resolve("typed.log");
        user = engine.command(clone);
        try {
            engine.makeBaseImages(Needs.jdk().orElseThrow());
            Command beside = engine.command(folder);
            run(beside, "docker images -q 'vpn-sentinel/*' | xargs -r docker rmi -f");
            run(beside, "git clone -q '" + Path.of("").toAbsolutePath() + "' clone || " + COPY);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private static void run(Command command, String line) {
        List<String> words = List.of("sh", "-c", line);
        command.run(TO_TYPE, words).orThrow(words);
    }

    private static void make(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The laboratory around it. */
    World world() {
        return world;
    }

    /** Types the line in the clone; what it printed. Throws where it fails. */
    String type(String line) {
        return tries(line).orThrow(List.of(line));
    }

    /** Types the line in the clone, which may fail. */
    Command.Done tries(String line) {
        Instant begin = Instant.now();
        Command.Done done = user.run(TO_TYPE, List.of("sh", "-c", line));
        if (QUIET.stream().noneMatch(line::startsWith)) {
            String took = Duration.between(begin, Instant.now()).toMillis() + " ms, code " + done.code();
            write(transcript, "$ " + line + "\n" + done.text().strip() + "\n[" + took + "]\n", true);
        }
        return done;
    }

    /** A file of the clone. */
    Path file(String name) {
        return clone.resolve(name);
    }

    /** Adds a setting to .env; the last one of a name counts. */
    void set(String name, String value) {
        write(file(".env"), name + "=" + value + "\n", true);
    }

    /** Writes a file of the clone. */
    static void write(Path file, String text, boolean behind) {
        try {
            Files.writeString(
                    file,
                    text,
                    StandardOpenOption.CREATE,
                    behind ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lets the containers trust the authority of the laboratory's internet. */
    void trustAuthority() {
        try {
            Files.copy(world.authority(), file("docker/files/ca.pem"), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        set("VPN_SENTINEL_CA_FILE", "/files/ca.pem");
    }

    /** Writes into .env what a VPN provider gives its customer. */
    void subscribeToVpn() {
        String secret = world.run("wg genkey").strip();
        String shown = world.run("echo " + secret + " | wg pubkey").strip();
        world.run("wg_in vpn1 set wg0 peer " + shown + " allowed-ips " + TUNNEL_ADDRESS + "/32");
        set("VPN_SERVICE_PROVIDER", "custom");
        set("VPN_TYPE", "wireguard");
        set("WIREGUARD_ENDPOINT_IP", world.variable("VPN1_ENDPOINT"));
        set("WIREGUARD_ENDPOINT_PORT", "51820");
        set("WIREGUARD_PUBLIC_KEY", world.run("wg pubkey <$DIR/vpn1/key").strip());
        set("WIREGUARD_PRIVATE_KEY", secret);
        set("WIREGUARD_ADDRESSES", TUNNEL_ADDRESS + "/24");
    }

    /** The id of the service's container; empty where it has none. Asked for often, so not of docker-compose, which is slow. */
    String id(String service) {
        return type("docker ps -aq --no-trunc --filter label=com.docker.compose.service=" + service
                        + " --filter label=com.docker.compose.oneoff=False")
                .strip();
    }

    /** What the daemon says of the service's container, in Go's template language. */
    String inspect(String service, String template) {
        return type("docker inspect --format '" + template + "' " + id(service)).strip();
    }

    /** What the service's container has printed since it was created. */
    String log(String service) {
        return type("docker logs " + id(service) + " 2>&1");
    }

    /** The server's own API key, as its word says it. */
    String key() {
        if (key.isEmpty()) {
            String said = type("docker compose run --rm sentinel key");
            key = said.lines().filter(line -> line.matches("[\\w-]{20,}")).findFirst();
        }
        return key.orElseThrow(() -> new IllegalStateException("no key is told"));
    }

    /** What somebody on this host gets from there: status and body. */
    String get(String url) {
        return world.agent("server").ask("get " + url + " " + key.orElse("-"));
    }

    /** What the server says of its only client; missing where it knows none. */
    JsonNode client() {
        String answer = get("http://127.0.0.1:5000/api/v1/status");
        Iterator<JsonNode> all = answer.startsWith("200 ")
                ? tree(answer.substring(4)).elements()
                : JSON.nullNode().elements();
        return all.hasNext() ? all.next() : JSON.nullNode();
    }

    /** The id of the server's only client. */
    String clientId() {
        Iterator<String> names =
                tree(get("http://127.0.0.1:5000/api/v1/status").substring(4)).fieldNames();
        return names.hasNext() ? names.next() : "";
    }

    private static JsonNode tree(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(text, e);
        }
    }

    /** Waits until the client has that status. */
    void awaitStatus(String status, Duration patience) {
        await(
                patience,
                () -> client().path("status").asText().equals(status),
                () -> "the client is not " + status + " but " + client().path("status") + " for "
                        + client().path("reasons") + "; its log: " + end(log("client")));
    }

    /** The last lines. */
    static String end(String text) {
        List<String> lines = text.lines().toList();
        return String.join(" ⏎ ", lines.subList(Math.max(0, lines.size() - 6), lines.size()));
    }

    /** What Telegram was given since then. */
    List<String> messages(Instant since) {
        List<String> all = new ArrayList<>();
        tree(world.core().ask("messages " + since.toEpochMilli()))
                .forEach(message -> all.add(message.path("text").asText()));
        return all;
    }

    /** Waits until Telegram was given a message since then that contains the words. */
    void awaitMessage(Instant since, String words, Duration patience) {
        await(
                patience,
                () -> messages(since).stream().anyMatch(text -> text.contains(words)),
                () -> "no message says '" + words + "', but: " + messages(since));
    }

    /** Waits until the service's log contains the words. */
    void awaitLog(String service, String words, Duration patience) {
        await(
                patience,
                () -> log(service).contains(words),
                () -> "the log of " + service + " does not say '" + words + "': " + end(log(service)));
    }

    /** Waits until it is so. */
    static void await(Duration patience, BooleanSupplier so, Supplier<String> otherwise) {
        Instant end = Instant.now().plus(patience);
        while (!so.getAsBoolean()) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError(otherwise.get());
            }
            Pause.of(BETWEEN);
        }
    }

    @Override
    public void close() {
        engine.close();
        if (!reuse) {
            engine.forget();
        }
        world.close();
    }
}
