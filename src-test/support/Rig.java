package support;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import demo.BotApi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.spi.Registry;
import org.slf4j.LoggerFactory;
import vpnsentinel.alert.AlertWiring;
import vpnsentinel.dashboard.Templates;
import vpnsentinel.engine.Gate;
import vpnsentinel.engine.RunningHalf;
import vpnsentinel.engine.Wiring;
import vpnsentinel.fleet.ClientView;
import vpnsentinel.http.FailureSteps;
import vpnsentinel.settings.Half;
import vpnsentinel.settings.Settings;
import vpnsentinel.store.Stores;

/** The routes of messages as they are shipped, with templates, wiring, and a Bot API on loopback. */
public final class Rig implements AutoCloseable {
    public static final String CHAT = "4711";

    public final List<ClientView> clients;
    /** The home line that the server knows; empty while it knows none. */
    public final AtomicReference<String> home;

    final Path folder;
    public final AlertWiring alerts;
    private final Contracts contracts;
    private final RunningHalf half;

    private Rig(Path folder, List<ClientView> clients, AtomicReference<String> home, Bound bound, RunningHalf half) {
        this.folder = folder;
        this.clients = clients;
        this.home = home;
        this.alerts = bound.alerts();
        this.contracts = bound.contracts();
        this.half = half;
    }

    /** Settings for a bot at this API and one chat, with others over them. */
    public static Map<String, String> environment(BotApi api, Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "VPN_SENTINEL_API_KEY",
                "key-for-tests",
                "VPN_SENTINEL_TELEGRAM_API_URL",
                api.url().toString(),
                "TELEGRAM_BOT_TOKEN",
                BotApi.TOKEN,
                "TELEGRAM_CHAT_ID",
                CHAT));
        environment.putAll(more);
        return environment;
    }

    /** Runs in a folder that holds nothing yet. */
    public static Rig start(Path folder, Map<String, String> environment) throws Exception {
        copy(Path.of("templates/telegram"), folder.resolve("templates/telegram"), "");
        for (String route : List.of("raise-alert", "alert-failed", "send-telegram", "answer-command", "route-failed")) {
            copy(Path.of("server-routes"), folder.resolve("server-routes"), route + ".camel.yaml");
        }
        Map<String, String> all = new HashMap<>(environment);
        all.put("VPN_SENTINEL_ROUTES_DIR", folder.toString());
        all.put("VPN_SENTINEL_TEMPLATES_DIR", folder.resolve("templates").toString());
        Settings settings = Settings.read(all, Half.SERVER);
        List<ClientView> clients = new CopyOnWriteArrayList<>();
        AtomicReference<String> home = new AtomicReference<>("198.51.100.20");
        AlertWiring alerts = new AlertWiring(
                settings,
                new AlertWiring.ServerContext(
                        "2.0.0", () -> clients, home::get, Optional.empty(), Duration.ofSeconds(2)),
                AlertWiring.Books.of(Stores.none(), Instant::now),
                Instant::now);
        Bound bound = new Bound(alerts, settings, new Contracts());
        RunningHalf half = RunningHalf.start(Half.SERVER, settings, Instant::now, bound, new Gate());
        return new Rig(folder, clients, home, bound, half);
    }

    private static void copy(Path from, Path to, String name) throws IOException {
        Files.createDirectories(to);
        try (var files = Files.list(from)) {
            for (Path file : files.filter(f -> f.toString().endsWith(name)).toList()) {
                Files.copy(file, to.resolve(file.getFileName().toString()));
            }
        }
    }

    /** Brings a transition or other news to raise-alert; returns when the route has dealt with it. */
    public void raise(Object news) {
        Exchange done = context()
                .createFluentProducerTemplate()
                .to("direct:raise-alert")
                .withBody(news)
                .send();
        assertThat(done.getException()).isNull();
    }

    /** The server starts. */
    public void serverStarted() {
        alerts.serverStarted(context(), false);
    }

    public CamelContext context() {
        return half.context();
    }

    public Path template(String name) {
        return folder.resolve("templates/telegram").resolve(name);
    }

    @Override
    public void close() {
        half.close();
        assertThat(contracts.undeclared()).isEmpty();
    }

    /** What is logged, by the product and by all that it is made of, at DEBUG. */
    public record Log(ListAppender<ILoggingEvent> lines, Map<Logger, Optional<Level>> levels) implements AutoCloseable {
        public static Log listen() {
            ListAppender<ILoggingEvent> lines = new ListAppender<>();
            Map<Logger, Optional<Level>> levels = new HashMap<>();
            for (String name : List.of(org.slf4j.Logger.ROOT_LOGGER_NAME, "org.apache.camel", "vpnsentinel")) {
                Logger logger = (Logger) LoggerFactory.getLogger(name);
                levels.put(logger, Optional.ofNullable(logger.getLevel()));
                logger.setLevel(Level.DEBUG);
            }
            lines.start();
            ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).addAppender(lines);
            return new Log(lines, levels);
        }

        public List<ILoggingEvent> events() {
            return List.copyOf(lines.list);
        }

        @Override
        public void close() {
            levels.forEach((logger, level) -> {
                logger.setLevel(level.orElse(null));
                logger.detachAppender(lines);
            });
        }
    }

    private record Bound(AlertWiring alerts, Settings settings, Contracts contracts) implements Wiring {
        @Override
        public void prepare(CamelContext context) {
            contracts.watch(context);
        }

        @Override
        public void bind(Registry registry) {
            registry.bind("templates", Templates.of(settings.path("templates.folder")));
            FailureSteps.bind(registry);
            alerts.bind(registry);
        }

        @Override
        public void components(CamelContext context) {
            alerts.components(context);
        }

        @Override
        public Map<String, String> placeholders() {
            return alerts.placeholders();
        }

        @Override
        public void started(CamelContext context) {
            alerts.started(context);
        }

        @Override
        public void stopping(CamelContext context) {
            alerts.stopping(context);
        }
    }
}
