package vpnsentinel.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.NamedNode;
import org.apache.camel.component.micrometer.MicrometerConstants;
import org.apache.camel.component.micrometer.routepolicy.MicrometerRoutePolicyFactory;
import org.apache.camel.spi.Registry;
import org.apache.camel.spi.RoutePolicy;
import org.jspecify.annotations.Nullable;
import vpnsentinel.fleet.ClientView;
import vpnsentinel.fleet.Colour;
import vpnsentinel.network.Answer;
import vpnsentinel.wire.Report;

/**
 * What the server counts, for a Prometheus server. Labels come from closed sets, the ids of some clients aside: never an
 * address or a secret. Thread-safe; a count costs some nanoseconds.
 */
public final class Metrics implements AutoCloseable {
    static final String PREFIX = "vpn.sentinel.";
    /** Most values of one label; whoever drops in more route files than this loses those series, not the server. */
    private static final int MOST = 100;

    private static final Set<String> KEEPALIVE_PATH = Set.of("receive-keepalive", "judge-client", "colour-finding");

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics garbage = new JvmGcMetrics();
    private final ProcessFigures figures =
            new ProcessFigures(Path.of("/proc/self/status")); // held weakly by the registry
    private final Map<String, Counter> keepalives = new ConcurrentHashMap<>();
    private final Map<Colour, Counter> verdicts = new ConcurrentHashMap<>();
    private final Probes exits;
    private final Probes resolvers;
    private final Probes udp;
    private volatile Optional<ClientGauges> fleet = Optional.empty();

    /** The counters of one kind of probe. */
    private record Probes(Counter seen, Counter missing) {
        <T> void count(List<Answer<T>> answers) {
            int brought = Answer.values(answers).size();
            seen.increment(brought);
            missing.increment(answers.size() - brought);
        }
    }

    /** Metrics of the process itself, everything else at zero. */
    public Metrics(String version) {
        registry.config().namingConvention(new Conventions()).meterFilter(Conventions.FILTER);
        for (String label : List.of("provider", "probe", "outcome")) {
            registry.config().meterFilter(MeterFilter.maximumAllowableTags(PREFIX, label, MOST, MeterFilter.deny()));
        }
        exits = probe("exit");
        resolvers = probe("resolver");
        udp = probe("udp");
        List<MeterBinder> process = List.of(
                new ClassLoaderMetrics(),
                new JvmMemoryMetrics(),
                new JvmThreadMetrics(),
                new ProcessorMetrics(),
                new UptimeMetrics(),
                garbage);
        process.forEach(binder -> binder.bindTo(registry));
        figures.bindTo(registry);
        Gauge.builder(PREFIX + "info", () -> 1)
                .description("Which version runs; always 1")
                .tag("version", version)
                .register(registry);
    }

    /** Counts a keepalive by what became of it: {@code accepted}, {@code refused}, {@code repeated}. */
    public void keepalive(String outcome) {
        keepalives
                .computeIfAbsent(outcome, o -> counter("keepalives", "Keepalives by outcome", "outcome", o))
                .increment();
    }

    /** Counts a beat by what became of it: {@code accepted}, {@code ordered}, {@code limited}, {@code rejected}. */
    public void beat(String outcome) {
        counter("beats", "Beats by outcome", "outcome", outcome).increment();
    }

    /** Counts a verdict. */
    public void verdict(Colour colour) {
        verdicts.computeIfAbsent(colour, c -> counter("verdicts", "Verdicts by colour", "colour", c.word()))
                .increment();
    }

    /** Shows how often messages and commands met an outcome, read when somebody looks: {@code sent}, {@code retried}, … */
    public void messages(String outcome, LongSupplier count) {
        counted("messages", "Messages and commands by what became of them", count, "outcome", outcome);
    }

    /** Counts a question of the server to a provider by what came back: {@code seen}, {@code missing}. */
    public void provider(Answer<?> answer) {
        counter("provider.answers", "Answers of providers", "provider", answer.source(), "outcome", outcome(answer))
                .increment();
    }

    /** Counts what a client reports of its probes by what came back. */
    public void probes(Report report) {
        exits.count(report.exits());
        resolvers.count(report.resolvers());
        udp.count(report.udp());
    }

    private Probes probe(String probe) {
        String description = "Probes reported by clients";
        Counter seen = counter("probe.outcomes", description, "probe", probe, "outcome", "seen");
        Counter missing = counter("probe.outcomes", description, "probe", probe, "outcome", "missing");
        return new Probes(seen, missing);
    }

    private static String outcome(Answer<?> answer) {
        return answer instanceof Answer.Seen<?> ? "seen" : "missing";
    }

    /** Shows the clients, looked at when somebody does: how many of each status, and the status of each. */
    public void clients(Supplier<List<ClientView>> clients) {
        fleet = Optional.of(new ClientGauges(registry, clients));
    }

    /** Shows how many requests went to others' services since the start, read when somebody looks. */
    public void thirdParties(LongSupplier requests) {
        counted("third.party.requests", "Requests of the server to echo providers", requests);
    }

    /** Shows how many questions went to name servers since the start, read when somebody looks. */
    public void nameServers(LongSupplier questions) {
        counted("dns.questions", "Questions of the server to name servers", questions);
    }

    /** Shows a cache, read when somebody looks: hits and misses since the start, present size. */
    public void cache(String name, LongSupplier hits, LongSupplier misses, LongSupplier size) {
        cacheReads(name, "hit", hits);
        cacheReads(name, "miss", misses);
        Gauge.builder(PREFIX + "cache.entries", size, LongSupplier::getAsLong)
                .description("Entries in memory")
                .strongReference(true)
                .tag("cache", name)
                .register(registry);
    }

    private void cacheReads(String name, String outcome, LongSupplier count) {
        counted("cache.reads", "Reads of a cache by outcome", count, "cache", name, "outcome", outcome);
    }

    /** A counter that others keep. The registry holds what it reads weakly, and nobody else holds a lambda. */
    private void counted(String name, String description, LongSupplier count, String... labels) {
        FunctionCounter.builder(PREFIX + name, this, metrics -> count.getAsLong())
                .description(description)
                .tags(labels)
                .register(registry);
    }

    /**
     * Counts and times the exchanges of the context's routes, those aside that a keepalive passes: each of them costs it
     * time, and its steps count it anyway. To be called before the routes are loaded.
     */
    public void observe(CamelContext context) {
        MicrometerRoutePolicyFactory policies = new MicrometerRoutePolicyFactory() {
            @Override
            public @Nullable RoutePolicy createRoutePolicy(CamelContext camel, String routeId, NamedNode route) {
                return KEEPALIVE_PATH.contains(routeId) ? null : super.createRoutePolicy(camel, routeId, route);
            }
        };
        policies.setMeterRegistry(registry);
        context.addRoutePolicyFactory(policies);
    }

    /** Lets steps of routes count too: {@code micrometer:counter:NAME}. */
    public void bind(Registry steps) {
        steps.bind(MicrometerConstants.METRICS_REGISTRY_NAME, MeterRegistry.class, registry);
    }

    MeterRegistry registry() {
        return registry;
    }

    /** All of it in Prometheus' text format. */
    public synchronized String scrape() {
        fleet.ifPresent(ClientGauges::renew);
        return registry.scrape();
    }

    @Override
    public void close() {
        garbage.close();
        registry.close();
    }

    private Counter counter(String name, String description, String... labels) {
        return Counter.builder(PREFIX + name)
                .description(description)
                .tags(Tags.of(labels))
                .register(registry);
    }
}
