package vpnsentinel.api;

import java.time.InstantSource;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.apache.camel.spi.Registry;
import vpnsentinel.engine.Step;
import vpnsentinel.health.HealthAnswer;
import vpnsentinel.health.HealthReport;
import vpnsentinel.http.Reply;

/** The steps of the routes on the health listener: three questions about health, and the metrics. */
public final class HealthSteps {
    /** Prometheus' text format, version 0.0.4. */
    private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

    private final Supplier<HealthReport> health;
    private final Supplier<String> metrics;
    private final InstantSource clock;

    /** The steps over the present state of the parts and over the metrics as text. */
    public HealthSteps(Supplier<HealthReport> health, Supplier<String> metrics, InstantSource clock) {
        this.health = health;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** Makes the steps known to the routes. */
    public void bind(Registry registry) {
        answering("health-alive", HealthReport::alive).in(registry);
        answering("health-ready", HealthReport::ready).in(registry);
        answering("health-startup", HealthReport::startup).in(registry);
        Step.quick("metrics-text", "", "Prometheus' text; status, headers", this::scrape)
                .leaving(Reply.FOR_ALL)
                .in(registry);
    }

    private void scrape(Exchange exchange) {
        Reply.with(exchange, 200, PROMETHEUS, metrics.get());
        Reply.forAll(exchange);
    }

    private Step answering(String name, Function<HealthReport, HealthAnswer> question) {
        return Step.quick(name, "", "the answer; status, headers", exchange -> {
            HealthAnswer answer = question.apply(health.get());
            Reply.json(exchange, answer.httpStatus(), ApiBodies.health(answer, clock.instant()));
        });
    }
}
