package lab.row;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lab.net.Child;
import lab.net.Conversation;
import lab.net.Pause;
import lab.net.World;
import org.jspecify.annotations.Nullable;

/** A world with a fresh server and fresh clients in it, for one run of one row. */
final class Stage implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String KEY = "laboratory-key-of-no-worth";
    private static final String API = "http://127.0.0.1:5000/api/v1/";
    private static final Duration TO_START = Duration.ofSeconds(60);
    private static final int PORT_OF_TWIN = 8090;
    private static final Pattern VARIABLE = Pattern.compile("\\$([A-Z0-9_]+)");

    private final World world;
    private final Setup setup;
    private final Path folder;
    private final Random random;
    private final Map<String, Child> clients = new LinkedHashMap<>();
    private final List<Child> kept = new ArrayList<>();
    private @Nullable Child server;
    private int starts;

    /** @param folder takes logs and data of this run */
    Stage(World world, Setup setup, Path folder, Random random) {
        this.world = world;
        this.setup = setup;
        this.folder = folder.toAbsolutePath();
        this.random = random;
    }

    World world() {
        return world;
    }

    Random random() {
        return random;
    }

    /**
     * Runs a forwarder of names in the client's namespace, in place of one that ran.
     *
     * @param resolver whom it asks
     * @param from from which address; empty: as the routes say
     */
    void forwardTo(String resolver, String from) {
        kept.forEach(Child::kill);
        kept.clear();
        kept.add(world.startForwarder(fill(resolver), from));
    }

    /** The text with the plan's addresses in it. */
    String fill(String text) {
        Matcher matcher = VARIABLE.matcher(text);
        return matcher.replaceAll(match -> Matcher.quoteReplacement(world.variable(match.group(1))));
    }

    /** What the services answer to the line. */
    String core(String line) {
        return done(line, world.core().ask(line));
    }

    /** What the services recorded. */
    JsonNode records(String line) {
        return tree(core(line));
    }

    /** What the agent in that namespace answers to the line. */
    String agent(String namespace, String line) {
        return done(line, world.agent(namespace).ask(line));
    }

    private static String done(String line, String answer) {
        if (answer.startsWith("error")) {
            throw new IllegalStateException("'" + line + "' failed: " + answer);
        }
        return answer;
    }

    private static JsonNode tree(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(text, e);
        }
    }

    /** Starts the server and waits until it knows its home line, where it can. */
    void startServer() {
        Map<String, String> settings = new LinkedHashMap<>(common("server"));
        settings.put("TELEGRAM_BOT_TOKEN", demo.BotApi.TOKEN);
        settings.put("TELEGRAM_CHAT_ID", "1001");
        setup.server().forEach((name, value) -> settings.put(name, fill(value)));
        server = start("server", "server", "server", settings);
        Conversation agent = world.agent("server");
        String sign = setup.isBlind() ? "startup " : "ready ";
        Instant end = Instant.now().plus(TO_START);
        while (!agent.ask("get http://127.0.0.1:8081/health/" + sign + KEY).startsWith("200")) {
            if (!server.isAlive() || Instant.now().isAfter(end)) {
                throw new IllegalStateException("the server does not start: " + server.lastWords());
            }
            Pause.of(Duration.ofMillis(200));
        }
    }

    /** Starts the clients and the companion. */
    void startClients() {
        if (setup.companion()) {
            startClient("companion", "companion", 8082, Map.of("VPN_SENTINEL_ROLE", "baseline"));
        }
        int port = 8082;
        for (String id : setup.clients()) {
            startClient(setup.namespace(), id, port++, Map.of());
        }
    }

    /** Starts one more client under the id of the one that is judged. */
    void startTwin() {
        startClient(
                setup.namespace(),
                "twin",
                PORT_OF_TWIN,
                Map.of("VPN_SENTINEL_CLIENT_ID", setup.clients().get(0)));
    }

    private void startClient(String namespace, String id, int port, Map<String, String> more) {
        Map<String, String> settings = new LinkedHashMap<>(common(id));
        settings.put("VPN_SENTINEL_URL", "http://home.example.net:5000");
        settings.put("VPN_SENTINEL_CLIENT_ID", id);
        settings.put("VPN_SENTINEL_INTERVAL", "5");
        settings.put("VPN_SENTINEL_DEBUG", "true"); // each round, for whoever asks why a row is wrong
        settings.put("VPN_SENTINEL_HEALTH_PORT", Integer.toString(port));
        setup.client().forEach((name, value) -> settings.put(name, fill(value)));
        settings.putAll(more);
        clients.put(id, start(namespace, "client", id, settings));
    }

    private Map<String, String> common(String name) {
        return Map.of(
                "VPN_SENTINEL_API_KEY",
                KEY,
                "VPN_SENTINEL_DATA_DIR",
                folder.resolve(name).toString(),
                "VPN_SENTINEL_CA_FILE",
                world.authority().toString());
    }

    private Child start(String namespace, String half, String name, Map<String, String> settings) {
        Path log = folder.resolve(name + "-" + starts++ + ".log");
        return world.startProduct(namespace, setup.falseClock() ? clock(half) : List.of(), half, name, log, settings);
    }

    private List<String> clock(String half) {
        setClock(half, "+0");
        return List.of(
                "env",
                "LD_PRELOAD="
                        + world.run("ls /usr/lib/*/faketime/libfaketimeMT.so.1").strip(),
                "FAKETIME_TIMESTAMP_FILE=" + world.variable("DIR") + "/clock-" + half,
                "FAKETIME_CACHE_DURATION=1",
                "FAKETIME_DONT_FAKE_MONOTONIC=1",
                "FAKETIME_FORCE_MONOTONIC_FIX=0"); // else every timed wait of a JVM returns at once, and it spins
    }

    /** What the false clock of one half differs from the true one: {@code +3h}. */
    void setClock(String half, String difference) {
        world.run("echo " + difference + " >$DIR/clock-" + half);
    }

    /** Stops the server in order and starts it again with its data. */
    void restartServer() {
        server().close();
        startServer();
    }

    /** Ends the server without asking and starts it again with its data. */
    void killAndStartServer() {
        server().kill();
        startServer();
    }

    /** Stops the clients in order and starts them again with their data. */
    void restartClients() {
        clients.values().forEach(Child::close);
        startClients();
    }

    private Child server() {
        if (server == null) {
            throw new IllegalStateException("the server was not started");
        }
        return server;
    }

    /** What the server says of the client that is judged; missing when it does not answer or does not know it. */
    JsonNode client() {
        String answer = world.agent("server").ask("get " + API + "status " + KEY);
        return answer.startsWith("200 ")
                ? tree(answer.substring(4)).path(setup.clients().get(0))
                : tree("null").path("nobody");
    }

    /** What the client that is judged has logged since it was last started. */
    List<String> clientLog() {
        Child client = clients.get(setup.clients().get(0));
        return client == null ? List.of() : client.log();
    }

    /** Packets that left the clients' namespace beside the tunnel. */
    long outside() {
        return world.counted(setup.namespace(), "outside");
    }

    @Override
    public void close() {
        end();
    }

    /** Ends the product. */
    void end() {
        List<Child> all = new ArrayList<>(clients.values());
        all.addAll(kept);
        if (server != null) {
            all.add(server);
        }
        all.forEach(Child::kill);
        clients.clear();
        kept.clear();
        server = null;
    }
}
