package support;

import static org.assertj.core.api.Assertions.assertThat;

import demo.Line;
import demo.World;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.StartupSummaryLevel;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import vpnsentinel.access.ApiAccess;
import vpnsentinel.access.Caller;
import vpnsentinel.access.Capacity;
import vpnsentinel.alert.AlertWiring;
import vpnsentinel.alert.AnnounceSteps;
import vpnsentinel.engine.Placeholders;
import vpnsentinel.fleet.DnsEchoLog;
import vpnsentinel.fleet.Fleet;
import vpnsentinel.fleet.Transition;
import vpnsentinel.home.HomeLineLearner;
import vpnsentinel.home.Homes;
import vpnsentinel.http.FailureSteps;
import vpnsentinel.http.RequestMessage;
import vpnsentinel.ingest.ExpectationBook;
import vpnsentinel.ingest.KeepaliveSteps;
import vpnsentinel.ingest.WatchSteps;
import vpnsentinel.lookup.GeoFiles;
import vpnsentinel.lookup.NetworkDirectory;
import vpnsentinel.metrics.Metrics;
import vpnsentinel.network.Address;
import vpnsentinel.network.Answer;
import vpnsentinel.network.ExitSighting;
import vpnsentinel.settings.Half;
import vpnsentinel.settings.Settings;
import vpnsentinel.store.Stores;

/**
 * A few shipped server routes with the product's own steps, on a clock and a world that a test sets. What drives a route
 * from outside, a listener or a timer, is replaced by {@code direct:NAME-of-the-route}.
 */
public final class RouteStage implements AutoCloseable {
    static final Map<Address, Line> WORLD =
            World.lines().stream().collect(Collectors.toMap(Line::address, line -> line));

    public final DefaultCamelContext context = new DefaultCamelContext();
    public final List<Transition> told = new ArrayList<>();
    /** What came to raise-alert: transitions, and other news. */
    public final List<Object> raised = new ArrayList<>();

    public final List<Address> lookedUp = new ArrayList<>();
    final NetworkDirectory directory;
    public final Metrics metrics = new Metrics("2.0.0");
    public final Homes homes;
    public final HomeLineLearner home;
    public final Fleet fleet;
    public Supplier<List<Answer<ExitSighting>>> ownExit = () -> List.of(seen("one.test"), seen("two.test"));
    public Instant now = Instant.parse("2026-11-22T08:00:00Z");
    /** How far the clock leapt before the next tick. */
    public Duration leap = Duration.ZERO;
    /** How full the heap was when it was last collected. */
    public double fullHeap;

    private final Contracts contracts = new Contracts().watch(context);
    private final Settings settings;

    /**
     * The stage with these routes of {@code server-routes}, not started yet.
     *
     * @param environment settings beside the key
     */
    public RouteStage(Map<String, String> environment, String... routes) throws Exception {
        Map<String, String> all = new HashMap<>(Map.of("VPN_SENTINEL_API_KEY", "key"));
        all.putAll(environment);
        settings = Settings.read(all, Half.SERVER);
        directory = new NetworkDirectory(new GeoFiles(settings.paths("geoip.files"), () -> now), this::lookUp);
        homes = Homes.forgetful(settings);
        home = homes.main();
        fleet = new Fleet(settings, directory, site -> homes.line(site, now), homes.familiar(), told::add, now);
        context.setStartupSummaryLevel(StartupSummaryLevel.Off);
        context.setStreamCaching(false);
        Placeholders.install(context, settings.placeholders());
        bind();
        List<Resource> files = new ArrayList<>();
        for (String route : routes) {
            Path file = Path.of("server-routes", route + ".camel.yaml");
            files.add(ResourceHelper.fromString("file:" + file.getFileName(), Files.readString(file)));
        }
        PluginHelper.getRoutesLoader(context).loadRoutes(files);
    }

    public RouteStage(String... routes) throws Exception {
        this(Map.of(), routes);
    }

    private void bind() throws Exception {
        metrics.bind(context.getRegistry());
        FailureSteps.bind(context.getRegistry());
        new KeepaliveSteps(
                        fleet,
                        new DnsEchoLog("key"),
                        new ApiAccess(settings),
                        new Capacity(settings, () -> fullHeap),
                        homes,
                        directory,
                        new ExpectationBook(settings)::of,
                        () -> now,
                        metrics)
                .bind(context.getRegistry());
        new WatchSteps(fleet, home, directory, () -> ownExit.get(), List::of, metrics, () -> now, () -> leap)
                .bind(context.getRegistry());
        AlertWiring alerts = new AlertWiring(
                settings,
                new AlertWiring.ServerContext("2.0.0", List::of, () -> "", Optional.empty(), Duration.ofSeconds(1)),
                AlertWiring.Books.of(Stores.none(), () -> now),
                () -> now);
        alerts.components(context);
        new AnnounceSteps(fleet, settings.duration("silence.alert-threshold"), () -> home.line(now), () -> now)
                .bind(context.getRegistry());
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:raise-alert")
                        .process(exchange -> raised.add(exchange.getIn().getBody()));
            }
        });
    }

    private Answer<ExitSighting> lookUp(Address address) {
        lookedUp.add(address);
        return Optional.ofNullable(WORLD.get(address))
                .<Answer<ExitSighting>>map(line -> new Answer.Seen<>("world", sighting("world", line)))
                .orElse(new Answer.Missing<>("world", "not in it"));
    }

    private static ExitSighting sighting(String source, Line line) {
        return new ExitSighting(source, source, line.address(), line.network(), line.place());
    }

    private static Answer<ExitSighting> seen(String source) {
        return new Answer.Seen<>(source, sighting(source, World.HOME));
    }

    /** Learns the home line and starts; routes with a listener or a timer hear {@code direct:} and their name. */
    public RouteStage start() throws Exception {
        home.learn(ownExit.get(), List.of(), now);
        for (RouteDefinition route : List.copyOf(context.getRouteDefinitions())) {
            if (!route.getInput().getEndpointUri().startsWith("direct:")) {
                String name = route.getId();
                AdviceWith.adviceWith(context, name, false, advice -> advice.replaceFromWith("direct:" + name));
            }
        }
        context.start();
        return this;
    }

    /** Makes a step of a route fail from now on; before the start. */
    public RouteStage breaking(String route, String step) throws Exception {
        AdviceWith.adviceWith(
                context,
                route,
                false,
                advice -> advice.weaveById(step).replace().process(exchange -> {
                    throw new IllegalStateException("broken on purpose");
                }));
        return this;
    }

    /** Lets one message through the route. */
    public Exchange drive(String route, byte[] body) {
        return context.createFluentProducerTemplate()
                .to("direct:" + route)
                .withProcessor(exchange -> {
                    exchange.getIn().setBody(body);
                    exchange.setProperty(
                            RequestMessage.CALLER,
                            new Caller(Address.parse("192.168.1.50").orElseThrow(), false));
                })
                .send();
    }

    /** Lets the route's timer fire once. */
    public Exchange tick(String route) {
        return drive(route, new byte[0]);
    }

    /** All look-ups that are waited for arrive. */
    public void arrive() {
        fleet.arrived(directory.lookUpWaiting(100, now));
    }

    public List<String> told() {
        return told.stream().map(each -> each.kind() + " " + each.to().word()).toList();
    }

    @Override
    public void close() {
        context.stop();
        metrics.close();
        assertThat(contracts.undeclared()).isEmpty();
    }
}
