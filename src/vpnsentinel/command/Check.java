package vpnsentinel.command;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;
import vpnsentinel.call.ServerTrust;
import vpnsentinel.call.TrustedAuthorities;
import vpnsentinel.check.BotCheck;
import vpnsentinel.check.BudgetCheck;
import vpnsentinel.check.CheckOutcome;
import vpnsentinel.check.CheckReport;
import vpnsentinel.check.CheckRow;
import vpnsentinel.check.GeoCheck;
import vpnsentinel.check.PortCheck;
import vpnsentinel.check.ServerCheck;
import vpnsentinel.check.SettingsCheck;
import vpnsentinel.check.SightingCheck;
import vpnsentinel.check.StoreCheck;
import vpnsentinel.check.Terminal;
import vpnsentinel.check.Timed;
import vpnsentinel.lookup.GeoFileState;
import vpnsentinel.network.Answer;
import vpnsentinel.network.BoundedText;
import vpnsentinel.network.ExitSighting;
import vpnsentinel.network.ResolverSighting;
import vpnsentinel.probe.Outside;
import vpnsentinel.probe.StunProbe;
import vpnsentinel.probe.StunServers;
import vpnsentinel.settings.ApiKeyFile;
import vpnsentinel.settings.Declarations;
import vpnsentinel.settings.Half;
import vpnsentinel.settings.Secrets;
import vpnsentinel.settings.Settings;
import vpnsentinel.settings.SettingsException;
import vpnsentinel.settings.Spelling;
import vpnsentinel.settings.StartProblem;

/**
 * {@code ./sentinel check [server|client] [--message]}: validates every setting, then asks each outside dependency once,
 * by the same route files as the product. Without a half, both are checked; the client only where it knows a server.
 */
public final class Check {
    private static final Set<String> WORDS = Set.of("server", "client", "--message");
    private static final int WRONG_USAGE = 2;
    private static final int LONGEST = 60;

    private final Map<String, String> environment;
    private final InstantSource clock;
    private final boolean message;
    private final EditedFiles files;

    /** Tries the files that people edit, and says in lines what came of it. */
    @FunctionalInterface
    public interface EditedFiles {
        List<CheckRow> rows(Half half, Settings settings);
    }

    private Check(Map<String, String> environment, InstantSource clock, boolean message, EditedFiles files) {
        this.environment = environment;
        this.clock = clock;
        this.message = message;
        this.files = files;
    }

    /** The check as a program: what goes wrong stands in the table, not in the log. */
    public static int run(List<String> words, EditedFiles files) {
        ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).setLevel(Level.OFF);
        return run(words, System.getenv(), InstantSource.system(), System.out, files);
    }

    /** Prints the table and returns the exit code: 0, 1 when something needed failed, 2 for a word it does not know. */
    static int run(List<String> words, Map<String, String> environment, InstantSource clock, PrintStream out) {
        return run(words, environment, clock, out, (half, settings) -> List.of());
    }

    private static int run(
            List<String> words,
            Map<String, String> environment,
            InstantSource clock,
            PrintStream out,
            EditedFiles files) {
        Optional<String> unknown =
                words.stream().filter(word -> !WORDS.contains(word)).findFirst();
        if (unknown.isPresent()) {
            String nearest = Spelling.nearest(unknown.get(), WORDS, 2)
                    .map(word -> "; did you mean " + word + "?")
                    .orElse("");
            out.println("'" + BoundedText.line(unknown.get(), LONGEST) + "' is nothing that can be checked" + nearest);
            out.println("usage: ./sentinel check [server|client] [--message]");
            return WRONG_USAGE;
        }
        Check check = new Check(environment, clock, words.contains("--message"), files);
        List<CheckRow> rows = new ArrayList<>();
        for (Half half : halves(words, environment)) {
            rows.addAll(check.rows(half));
        }
        CheckReport report = new CheckReport(rows);
        out.print(Secrets.hide(report.table(Terminal.of(environment))));
        return report.exitCode();
    }

    private static Set<Half> halves(List<String> words, Map<String, String> environment) {
        boolean server = words.contains("server");
        boolean client = words.contains("client");
        if (server != client) {
            return EnumSet.of(server ? Half.SERVER : Half.CLIENT);
        }
        if (!server && isGiven("client.default-url", environment)) {
            return EnumSet.of(Half.CLIENT); // this is a client's container
        }
        boolean knowsServer = isGiven("client.server-url", environment);
        return server || knowsServer ? EnumSet.allOf(Half.class) : EnumSet.of(Half.SERVER);
    }

    private static boolean isGiven(String key, Map<String, String> environment) {
        return Declarations.of(key).names().stream()
                .anyMatch(name -> !environment.getOrDefault(name, "").isBlank());
    }

    private List<CheckRow> rows(Half half) {
        Settings settings;
        try {
            settings = Settings.read(environment, half);
            settings = half == Half.SERVER ? ApiKeyFile.found(settings) : settings;
        } catch (SettingsException e) {
            return SettingsCheck.problems(half, e.problems());
        } catch (StartProblem e) {
            return List.of(CheckRow.of(half.word() + ": API key", CheckOutcome.FAILED, StartProblem.readable(e), ""));
        }
        List<CheckRow> rows = new ArrayList<>(List.of(SettingsCheck.fine(half)));
        rows.addAll(SettingsCheck.warnings(half, settings));
        rows.addAll(files(half));
        try {
            rows.addAll(half == Half.SERVER ? server(settings) : client(settings));
        } catch (StartProblem e) {
            rows.add(CheckRow.of(half.word() + ": start", CheckOutcome.FAILED, String.valueOf(e.getMessage()), ""));
        }
        return rows;
    }

    /** Tried in a data folder that is thrown away, so that the half which may run here is not disturbed. */
    private List<CheckRow> files(Half half) {
        try {
            Path scratch = java.nio.file.Files.createTempDirectory("sentinel-check");
            try {
                Map<String, String> beside = new HashMap<>(environment);
                Declarations.of("data.folder").names().forEach(name -> beside.put(name, scratch.toString()));
                return files.rows(half, Settings.read(beside, half));
            } finally {
                clear(scratch);
            }
        } catch (IOException e) {
            return List.of(CheckRow.of(
                    half.word() + ": routes", CheckOutcome.NOTE, "not tried, without a folder for it: " + e, ""));
        }
    }

    private static void clear(Path scratch) throws IOException {
        try (Stream<Path> below = java.nio.file.Files.list(scratch)) {
            for (Path each : below.toList()) {
                java.nio.file.Files.delete(each);
            }
        }
        java.nio.file.Files.delete(scratch);
    }

    private List<CheckRow> server(Settings settings) {
        String api = settings.apiPath() + "/health";
        List<CheckRow> rows = new ArrayList<>();
        rows.add(SettingsCheck.key(settings));
        PortCheck ports = new PortCheck(settings);
        rows.add(ports.row("server: API port", "server.api", api));
        rows.add(ports.row("server: health port", "server.health", "/health"));
        if (settings.isOn("server.dashboard.enabled")) {
            rows.add(ports.row("server: dashboard port", "server.dashboard", "/dashboard"));
        }
        rows.addAll(CheckedSources.server(settings, () -> ports.isHeldByUs("server.api", api)));
        rows.add(SettingsCheck.dataFolder(Half.SERVER, settings));
        rows.add(StoreCheck.of(settings));
        settings.paths("geoip.files").forEach(file -> rows.add(GeoCheck.of(GeoFileState.of(file), clock.instant())));
        boolean learns = settings.learnsHomeLine()
                && settings.prefixes("home.prefixes").isEmpty()
                && settings.asksThirdParties();
        rows.addAll(sightings(Half.SERVER, settings, learns));
        rows.addAll(new BotCheck(settings, TrustedAuthorities.context(settings)).rows(message));
        return rows;
    }

    private List<CheckRow> client(Settings settings) {
        if (settings.awaitedKeyFile().isPresent()) {
            return List.of(SettingsCheck.awaitedKey(settings.awaitedKeyFile().get()));
        }
        List<CheckRow> rows = new ArrayList<>(new ServerCheck(settings, Optional.of(ServerTrust.of(settings))).rows());
        rows.add(SettingsCheck.dataFolder(Half.CLIENT, settings));
        rows.addAll(CheckedSources.client(settings));
        rows.addAll(sightings(Half.CLIENT, settings, settings.asksThirdParties()));
        List<Answer<ExitSighting>> udp = udp(settings);
        rows.addAll(SightingCheck.udp(udp));
        int families = !settings.asksThirdParties() ? 0 : Outside.v6(settings).getAsBoolean() ? 2 : 1;
        rows.add(BudgetCheck.of(settings.duration("client.interval"), families, questions(settings), udp.size()));
        return rows;
    }

    /** DNS questions of one round. */
    private int questions(Settings settings) {
        try (ProbeRoutes probes = ProbeRoutes.start(Half.CLIENT, settings, clock)) {
            return probes.resolver().questionsOfARound();
        } catch (Exception told) { // in a row of its own
            return 0;
        }
    }

    private static List<Answer<ExitSighting>> udp(Settings settings) {
        try (StunProbe stun = StunServers.probe(settings)) {
            return stun.ask();
        }
    }

    private List<CheckRow> sightings(Half half, Settings settings, boolean exitNeeded) {
        try (ProbeRoutes probes = ProbeRoutes.start(half, settings, clock)) {
            List<CheckRow> rows = new ArrayList<>(SightingCheck.exits(half, exits(probes), exitNeeded));
            rows.addAll(SightingCheck.resolvers(half, resolvers(probes), half == Half.CLIENT));
            return rows;
        } catch (Exception e) {
            return List.of(CheckRow.of(
                    half.word() + ": routes",
                    CheckOutcome.FAILED,
                    StartProblem.readable(e),
                    "mend the file in " + settings.routes(half)));
        }
    }

    private static List<Timed<Answer<ExitSighting>>> exits(ProbeRoutes probes) {
        return probes.providers().names().stream()
                .map(name -> Timed.of(() -> probes.providers().ownExit(name)))
                .toList();
    }

    private static List<Timed<Answer<ResolverSighting>>> resolvers(ProbeRoutes probes) {
        List<Timed<Answer<ResolverSighting>>> answers = new ArrayList<>();
        for (String name : new TreeSet<>(probes.resolver().names())) {
            Timed<List<Answer<ResolverSighting>>> asked =
                    Timed.of(() -> probes.resolver().ask(name));
            asked.value().stream()
                    .filter(answer ->
                            answers.stream().noneMatch(known -> known.value().equals(answer)))
                    .forEach(answer -> answers.add(new Timed<>(answer, asked.took())));
        }
        return answers;
    }
}
