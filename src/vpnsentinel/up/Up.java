package vpnsentinel.up;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import vpnsentinel.settings.Half;
import vpnsentinel.settings.Problem;
import vpnsentinel.settings.Settings;
import vpnsentinel.settings.SettingsException;
import vpnsentinel.wire.ClientIds;

/**
 * {@code ./sentinel up}: server and client on this host, until one of them ends or a signal arrives. A signal stops both
 * within 5 s; the end of one stops the other and is this program's exit code.
 */
public final class Up {
    private static final String URL = "VPN_SENTINEL_URL";
    private static final long PAUSE_MS = 500;

    private final Map<String, String> environment;
    private final PrintStream out;

    Up(Map<String, String> environment, PrintStream out) {
        this.environment = environment;
        this.out = out;
    }

    /** Starts both halves by the launcher that {@code SENTINEL_LAUNCHER} names. */
    public static void main(String[] arguments) throws IOException {
        String launcher = System.getenv().getOrDefault("SENTINEL_LAUNCHER", "./sentinel");
        System.exit(new Up(System.getenv(), System.out).run(launcher));
    }

    /** Returns the exit code when it is over. */
    int run(String launcher) throws IOException {
        Settings settings;
        try {
            settings = checked();
        } catch (SettingsException e) {
            e.problems().forEach(problem -> out.println("sentinel: " + problem));
            return 78;
        }
        LocalServer server = new LocalServer(settings);
        Halves halves = new Halves(out);
        Runtime.getRuntime().addShutdownHook(new Thread(halves::stop, "stop-both"));
        halves.start("server", List.of(launcher, "server"), Map.of());
        halves.start("client", List.of(launcher, "client"), Map.of(URL, serverUrl(server)));
        Thread guide = new Thread(() -> guide(server), "guide");
        guide.setDaemon(true);
        guide.start();
        return halves.awaitFirstEnd();
    }

    /** The server's settings, when both halves can start with theirs. */
    private Settings checked() {
        Set<Problem> problems = new LinkedHashSet<>();
        Optional<Settings> server = read(Half.SERVER, environment, problems);
        String url = server.map(s -> serverUrl(new LocalServer(s))).orElse("http://127.0.0.1:5000");
        Map<String, String> withUrl = new HashMap<>(environment);
        withUrl.put(URL, url);
        read(Half.CLIENT, withUrl, problems);
        if (!problems.isEmpty()) {
            throw new SettingsException(List.copyOf(problems));
        }
        return server.orElseThrow();
    }

    private static Optional<Settings> read(Half half, Map<String, String> from, Set<Problem> problems) {
        try {
            return Optional.of(Settings.read(from, half));
        } catch (SettingsException e) {
            problems.addAll(e.problems());
            return Optional.empty();
        }
    }

    private String serverUrl(LocalServer server) {
        for (String name : List.of(URL, "VPN_SENTINEL_SERVER_URL")) {
            String given = environment.getOrDefault(name, "").strip();
            if (!given.isEmpty()) {
                return given;
            }
        }
        return server.api().toString();
    }

    private void guide(LocalServer server) {
        try {
            until(server::isAlive);
            out.println("sentinel: the server is up. "
                    + server.dashboard()
                            .map(address -> "Dashboard: " + address)
                            .orElse("Its dashboard is switched off; its API: " + server.api()));
            FirstVerdict verdict = new FirstVerdict();
            until(() -> {
                Optional<List<String>> words = verdict.words(client(server), Instant.now());
                words.ifPresent(lines -> lines.forEach(line -> out.println("sentinel: " + line)));
                return words.isPresent();
            });
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void until(BooleanSupplier done) throws InterruptedException {
        while (!done.getAsBoolean()) {
            Thread.sleep(PAUSE_MS);
        }
    }

    /** The client of this host: the one with the configured id, else the only one that a fresh server can know. */
    private Optional<JsonNode> client(LocalServer server) {
        String id = ClientIds.acceptable(environment.getOrDefault("VPN_SENTINEL_CLIENT_ID", ""));
        return server.clients().filter(clients -> !clients.isEmpty()).flatMap(clients -> {
            JsonNode own = id.isEmpty() ? clients.elements().next() : clients.path(id);
            return Optional.of(own).filter(node -> !node.isMissingNode());
        });
    }
}
