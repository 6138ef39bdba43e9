package vpnsentinel.up;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import vpnsentinel.call.LocalServer;
import vpnsentinel.client.ClientIdentity;
import vpnsentinel.settings.ApiKeyFile;
import vpnsentinel.settings.Declaration;
import vpnsentinel.settings.Declarations;
import vpnsentinel.settings.Half;
import vpnsentinel.settings.Problem;
import vpnsentinel.settings.Settings;
import vpnsentinel.settings.SettingsException;
import vpnsentinel.settings.StartProblem;

/**
 * {@code ./sentinel up}: server and client on this host, until one of them ends or a signal arrives. A signal stops both
 * within 5 s; the end of one stops the other and is this program's exit code.
 */
public final class Up {
    private static final Declaration URL = Declarations.of("client.server-url");
    private static final Declaration KEY = Declarations.of("api.key");
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final int WRONG_CONFIGURATION = 78;
    private static final ObjectMapper JSON = new ObjectMapper();

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
        Both settings;
        try {
            settings = checked();
        } catch (SettingsException e) {
            e.problems().forEach(problem -> say(problem.toString()));
            return WRONG_CONFIGURATION;
        } catch (StartProblem e) {
            say("cannot start: " + StartProblem.readable(e));
            return WRONG_CONFIGURATION;
        }
        String id = ClientIdentity.of(settings.client()).id(); // made and kept now, so that the client finds the same
        Halves halves = new Halves(out);
        Runtime.getRuntime().addShutdownHook(new Thread(halves::stop, "stop-both"));
        halves.start("server", List.of(launcher, "server"), Map.of());
        Thread guide = new Thread(() -> guide(settings, id, halves, launcher), "guide");
        guide.setDaemon(true);
        guide.start();
        return halves.awaitFirstEnd();
    }

    /**
     * The settings of both halves.
     *
     * @param passed what the client is told beside its environment
     */
    private record Both(Settings server, Settings client, Map<String, String> passed) {}

    /** The settings of both halves; a client that is told of no server reports to the one beside it. */
    private Both checked() {
        Set<Problem> problems = new LinkedHashSet<>();
        Optional<Settings> given = read(Half.SERVER, environment, problems);
        Map<String, String> passed = given.map(Up::keyFile).orElse(Map.of());
        Optional<Settings> server = given.map(ApiKeyFile::made);
        Map<String, String> clients = new HashMap<>(environment);
        clients.putAll(passed);
        boolean told = URL.names().stream()
                .anyMatch(name -> !environment.getOrDefault(name, "").isBlank());
        if (!told) {
            clients.put(
                    URL.name(),
                    server.map(s -> beside(s).at("server.api").toString()).orElse("http://127.0.0.1:5000"));
        }
        Optional<Settings> client = read(Half.CLIENT, clients, problems);
        if (server.isEmpty() || client.isEmpty()) {
            throw new SettingsException(List.copyOf(problems));
        }
        return new Both(server.get(), client.get(), passed);
    }

    /** A client that is told of no key finds the one that the server beside it made. */
    private static Map<String, String> keyFile(Settings server) {
        return server.text("api.key").isEmpty()
                ? Map.of(KEY.name() + "_FILE", ApiKeyFile.of(server).toString())
                : Map.of();
    }

    private static Optional<Settings> read(Half half, Map<String, String> from, Set<Problem> problems) {
        try {
            return Optional.of(Settings.read(from, half));
        } catch (SettingsException e) {
            problems.addAll(e.problems());
            return Optional.empty();
        }
    }

    /** Starts the client when the server can hear it, and says what a person wants to know next. */
    private void guide(Both settings, String id, Halves halves, String launcher) {
        try {
            LocalServer server = beside(settings.server());
            until(() -> isAlive(server));
            say("the server is up. "
                    + (settings.server().isOn("server.dashboard.enabled")
                            ? "Dashboard: " + server.at("server.dashboard").resolve("/dashboard")
                            : "Its dashboard is switched off; its API: " + server.at("server.api")));
            String url = settings.client().url("client.server-url").toString();
            Map<String, String> told = new HashMap<>(settings.passed());
            told.put(URL.name(), url);
            halves.start("client", List.of(launcher, "client"), told);
            FirstVerdict verdict = new FirstVerdict();
            until(() -> {
                Optional<List<String>> words = verdict.words(client(server, id), Instant.now());
                words.ifPresent(lines -> lines.forEach(this::say));
                return words.isPresent();
            });
        } catch (IOException e) {
            say("the client cannot be started: " + e.getMessage());
            halves.stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void say(String line) {
        out.println("sentinel: " + line);
    }

    private static void until(BooleanSupplier done) throws InterruptedException {
        while (!done.getAsBoolean()) {
            Thread.sleep(PAUSE.toMillis());
        }
    }

    private static LocalServer beside(Settings settings) {
        return new LocalServer(settings, PATIENCE);
    }

    private static boolean isAlive(LocalServer server) {
        try {
            return server.get("server.health", "/health").status() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static Optional<JsonNode> client(LocalServer server, String id) {
        try {
            JsonNode client = JSON.readTree(server.api("/status").body()).path(id);
            return client.isMissingNode() ? Optional.empty() : Optional.of(client);
        } catch (IOException notNow) {
            return Optional.empty();
        }
    }
}
