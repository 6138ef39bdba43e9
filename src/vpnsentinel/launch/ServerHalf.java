package vpnsentinel.launch;

import io.vertx.core.Vertx;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.Registry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vpnsentinel.access.ApiAccess;
import vpnsentinel.access.Capacity;
import vpnsentinel.access.Heap;
import vpnsentinel.alert.AlertWiring;
import vpnsentinel.alert.AnnounceSteps;
import vpnsentinel.alert.Tally;
import vpnsentinel.api.ApiSteps;
import vpnsentinel.api.HealthSteps;
import vpnsentinel.api.HomeSteps;
import vpnsentinel.call.TrustedAuthorities;
import vpnsentinel.dashboard.LogLines;
import vpnsentinel.dashboard.PageSteps;
import vpnsentinel.dashboard.TemplateFolder;
import vpnsentinel.dashboard.Templates;
import vpnsentinel.echoserver.Datagrams;
import vpnsentinel.echoserver.DnsEchoComponent;
import vpnsentinel.echoserver.HairpinCheck;
import vpnsentinel.echoserver.HairpinSteps;
import vpnsentinel.engine.Gate;
import vpnsentinel.engine.Rehearsal;
import vpnsentinel.engine.RouteState;
import vpnsentinel.engine.RunningHalf;
import vpnsentinel.engine.Wiring;
import vpnsentinel.fleet.ClientView;
import vpnsentinel.fleet.DnsEchoLog;
import vpnsentinel.fleet.Fleet;
import vpnsentinel.home.HomeLine;
import vpnsentinel.home.Homes;
import vpnsentinel.home.PublicName;
import vpnsentinel.http.FailureSteps;
import vpnsentinel.http.Guard;
import vpnsentinel.http.Listener;
import vpnsentinel.http.ServedPaths;
import vpnsentinel.ingest.BeatSteps;
import vpnsentinel.ingest.ColourWiring;
import vpnsentinel.ingest.ExpectationBook;
import vpnsentinel.ingest.KeepaliveSteps;
import vpnsentinel.ingest.WatchSteps;
import vpnsentinel.lookup.EchoProviders;
import vpnsentinel.lookup.GeoFiles;
import vpnsentinel.lookup.NetworkDirectory;
import vpnsentinel.metrics.Metrics;
import vpnsentinel.network.Address;
import vpnsentinel.network.Answer;
import vpnsentinel.network.ExitSighting;
import vpnsentinel.probe.Outside;
import vpnsentinel.probe.ProbeComponents;
import vpnsentinel.probe.ResolverProbe;
import vpnsentinel.probe.Stun;
import vpnsentinel.settings.ApiKeyFile;
import vpnsentinel.settings.DataFolder;
import vpnsentinel.settings.Half;
import vpnsentinel.settings.Settings;
import vpnsentinel.settings.Version;
import vpnsentinel.store.ClientBook;
import vpnsentinel.store.HistoryBook;
import vpnsentinel.store.HomeShelf;
import vpnsentinel.store.Notes;
import vpnsentinel.store.Store;
import vpnsentinel.store.StoreSteps;
import vpnsentinel.store.Stores;
import vpnsentinel.store.TransitionBook;
import vpnsentinel.wire.OwnZone;

/** The server: what its routes name, and the listeners through which it is reached. */
public final class ServerHalf implements Wiring, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ServerHalf.class);

    private final Settings settings;
    private final InstantSource clock;
    private final Supplier<Duration> leaps;
    private final Gate gate = new Gate();
    private final ColourWiring colours = new ColourWiring();
    private final Vertx vertx;
    private final List<Listener> listeners;
    private final Metrics metrics;
    private final Store store;
    private final AlertWiring.Books books;
    private final StoreSteps keeping;
    private final Homes homes;
    private final boolean remembers;
    private final NetworkDirectory directory;
    private final PublicName publicName;
    private final Fleet fleet;
    private final ApiAccess access;
    private final Capacity capacity;
    private final EchoProviders providers;
    private final ResolverProbe resolver;
    private final AlertWiring alerts;
    private final ServerState state;
    private final LogLines lines;
    private final DnsEchoLog echo;
    private final OwnZone zone;
    private final TemplateFolder templates;
    private final HairpinCheck hairpin;
    private Optional<Datagrams> stun = Optional.empty();
    private Optional<RunningHalf> half = Optional.empty();

    private ServerHalf(Settings settings, Store store, InstantSource clock, Supplier<Duration> leaps) {
        this.store = store;
        this.books = AlertWiring.Books.of(store, clock);
        this.settings = settings;
        this.clock = clock;
        this.leaps = leaps;
        this.vertx = ServerListeners.vertx();
        this.templates = TemplateFolder.of(settings);
        this.metrics = new Metrics(Version.text());
        this.homes = Homes.of(settings, new HomeShelf(new Notes(store), DataFolder.of(settings), clock));
        this.remembers = !homes.main().line(clock.instant()).current().isEmpty();
        this.providers = Outside.echoes(settings, clock);
        this.resolver = Outside.resolvers(settings);
        this.directory = new NetworkDirectory(new GeoFiles(settings.paths("geoip.files"), clock), this::lookUp);
        this.publicName = new PublicName(settings);
        TransitionBook changes = books.transitions();
        this.fleet = new Fleet(
                settings,
                directory,
                this::homeLine,
                homes.familiar(),
                new Attentive(changes, homes.main()::surprise),
                clock.instant());
        this.keeping = new StoreSteps(fleet, new ClientBook(store), new HistoryBook(store, settings), clock);
        keeping.restore();
        this.access = new ApiAccess(settings);
        this.capacity = new Capacity(settings, Heap::fullAfterCollection);
        this.echo = new DnsEchoLog(settings.text("api.key"));
        this.zone = new OwnZone(settings, "server");
        this.hairpin = new HairpinCheck(settings, () -> homeLine(""));
        this.lines = LogLines.listen();
        this.alerts = new AlertWiring(settings, surroundings(), books, clock);
        this.state = new ServerState(
                settings, homes, alerts, store::state, () -> capacity.trouble(fleet.size()), this::files, clock);
        templates.look();
        Guard api = new HairpinSteps(hairpin).hearing(Guard.api(access, settings.apiPath()));
        this.listeners = new ServerListeners(settings, vertx, gate).all(api);
    }

    /** Starts the server; throws when it cannot run, with everything closed again. */
    public static ServerHalf start(Settings settings, InstantSource clock) throws Exception {
        return start(settings, clock, () -> Duration.ZERO);
    }

    /**
     * The same by a clock that can be set.
     *
     * @param leaps how far it leapt since that was last asked
     */
    static ServerHalf start(Settings settings, InstantSource clock, Supplier<Duration> leaps) throws Exception {
        Settings complete = withKey(settings);
        Store store = Stores.open(complete);
        ServerHalf server;
        try {
            server = new ServerHalf(complete, store, clock, leaps);
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
        try {
            server.half = Optional.of(RunningHalf.start(Half.SERVER, server.settings, clock, server, server.gate));
            return server;
        } catch (Exception e) {
            server.close();
            throw e;
        }
    }

    /** Never without a key: a server that is given none makes one and keeps it. */
    private static Settings withKey(Settings given) {
        Settings found = ApiKeyFile.found(given);
        Settings made = ApiKeyFile.made(found);
        if (found.text("api.key").isEmpty()) {
            LOG.info("API key made file={} hint=\"./sentinel key shows it\"", ApiKeyFile.of(made));
        }
        return made;
    }

    /** Tries the route files as a start would; nothing runs, and no port is opened. */
    static Rehearsal rehearse(Settings settings, InstantSource clock) throws Exception {
        Settings complete = withKey(settings);
        try (ServerHalf server = new ServerHalf(complete, Stores.none(), clock, () -> Duration.ZERO)) {
            return RunningHalf.rehearse(Half.SERVER, complete, clock, server);
        }
    }

    /** The routes and the watch over them; empty when they do not run. */
    public Optional<RunningHalf> half() {
        return half;
    }

    private AlertWiring.ServerContext surroundings() {
        return new AlertWiring.ServerContext(
                Version.text(),
                this::views,
                () -> homeLine("").isNamed() ? homeLine("").text() : "",
                TrustedAuthorities.context(settings),
                Duration.ofSeconds(20),
                id -> fleet.forget(id, clock.instant()));
    }

    private EditedFiles files() {
        return new EditedFiles(
                half.map(RunningHalf::routes).orElse(RouteState.WHOLE), templates.faults(), templates.remarks());
    }

    @Override
    public void prepare(CamelContext context) {
        metrics.observe(context);
    }

    @Override
    public void bind(Registry registry) {
        registry.bind("templates", Templates.of(templates));
        metrics.bind(registry);
        FailureSteps.bind(registry);
        new KeepaliveSteps(
                        fleet,
                        echo,
                        access,
                        capacity,
                        homes,
                        directory,
                        new ExpectationBook(settings)::of,
                        clock,
                        metrics)
                .bind(registry);
        new BeatSteps(fleet, echo, access, clock, metrics, hairpin::found).bind(registry);
        new HairpinSteps(hairpin).bind(registry);
        new WatchSteps(fleet, homes.main(), directory, this::ownExit, resolver::ask, metrics, clock, leaps)
                .bind(registry);
        new AnnounceSteps(
                        fleet,
                        settings.duration("silence.alert-threshold"),
                        () -> homes.main().line(clock.instant()),
                        clock)
                .bind(registry);
        new PageSteps(this::views, state::facts, lines::newestFirst, templates, clock, settings.zone()).bind(registry);
        new HealthSteps(state::health, metrics::scrape, clock).bind(registry);
        new ApiSteps(this::views, state::health, settings.apiPath(), Version.text(), clock).bind(registry);
        new HomeSteps(homes, fleet, clock).bind(registry);
        keeping.bind(registry);
        alerts.bind(registry);
    }

    @Override
    public void components(CamelContext context) {
        listeners.forEach(listener -> listener.addTo(context));
        alerts.components(context);
        context.addComponent("dns-echo", new DnsEchoComponent());
        ProbeComponents.add(context, settings, providers, resolver, zone);
    }

    @Override
    public Map<String, String> placeholders() {
        Map<String, String> derived = new HashMap<>(alerts.placeholders());
        derived.putAll(zone.placeholders());
        return derived;
    }

    @Override
    public void checked(CamelContext dryRun) throws Exception {
        ServedPaths.refuseTwice(dryRun);
        colours.checked(dryRun);
    }

    @Override
    public Map<String, String> indispensable() {
        return Indispensable.of(Half.SERVER);
    }

    @Override
    public List<String> doubts() {
        return colours.doubts();
    }

    @Override
    public void watched() {
        templates.look();
    }

    @Override
    public void started(CamelContext context) {
        colours.takenOver();
        metrics.clients(this::views);
        for (Tally.What what : Tally.What.values()) {
            metrics.messages(
                    what.name().toLowerCase(Locale.ROOT), () -> alerts.tally().of(what));
        }
        metrics.thirdParties(providers::requests);
        metrics.nameServers(resolver::questions);
        metrics.cache("lookup", directory::hits, directory::misses, directory::size);
        alerts.started(context);
        boolean pages = settings.isOn("server.dashboard.enabled");
        for (Listener listener : listeners) {
            if (pages || !listener.isFor("dashboard")) {
                listener.listen();
            }
        }
        openStun();
        state.opened();
        if (!fleet.wasKnown()) {
            alerts.serverStarted(context, remembers);
        }
        LOG.info(
                "server started: version {}, API on port {}, health on {}, dashboard {}",
                Version.text(),
                settings.number("server.api.port"),
                settings.number("server.health.port"),
                pages ? "on " + settings.number("server.dashboard.port") : "off");
        if (!settings.usesTelegram()) {
            LOG.info("Telegram is off, so nobody is told anything: TELEGRAM_BOT_TOKEN and TELEGRAM_CHAT_ID turn it on");
        }
    }

    private void openStun() {
        stun = settings.optionalListener("server.stun")
                .map(at -> new Datagrams("STUN", new InetSocketAddress(at.host(), at.port()), Stun::answer));
    }

    @Override
    public void reloaded() {
        colours.takenOver();
        fleet.rejudgeAll();
    }

    private Answer<ExitSighting> lookUp(Address address) {
        Answer<ExitSighting> answer = providers.lookUp(address);
        metrics.provider(answer);
        return answer;
    }

    private List<Answer<ExitSighting>> ownExit() {
        List<Answer<ExitSighting>> named = publicName.sightings();
        return named.isEmpty() ? providers.ownExit(false) : named;
    }

    private HomeLine homeLine(String site) {
        return homes.line(site, clock.instant());
    }

    private List<ClientView> views() {
        return fleet.views(clock.instant());
    }

    @Override
    public void stopping(CamelContext context) {
        Listener.close(listeners);
        stun.ifPresent(Datagrams::close);
        alerts.stopping(context);
    }

    @Override
    public void close() {
        half.ifPresent(RunningHalf::close);
        Listener.close(listeners);
        stun.ifPresent(Datagrams::close);
        providers.close();
        resolver.close();
        lines.close();
        metrics.close();
        Listener.await(vertx.close());
        keeping.close();
        store.close(); // last, when nothing comes in that is to be kept
    }
}
