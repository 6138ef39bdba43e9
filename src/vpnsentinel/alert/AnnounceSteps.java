package vpnsentinel.alert;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.spi.Registry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vpnsentinel.fleet.ClientView;
import vpnsentinel.fleet.Fleet;
import vpnsentinel.fleet.Status;
import vpnsentinel.fleet.Transition;
import vpnsentinel.metrics.Metrics;

/** The steps that hand what changed to the log, the meters, and those who make messages of it. */
public final class AnnounceSteps {
    private static final Logger LOG = LoggerFactory.getLogger(AnnounceSteps.class);

    private final AlertWiring alerts;
    private final Metrics metrics;
    private final Fleet fleet;
    private final Duration threshold;
    private final InstantSource clock;

    public AnnounceSteps(AlertWiring alerts, Metrics metrics, Fleet fleet, Duration threshold, InstantSource clock) {
        this.alerts = alerts;
        this.metrics = metrics;
        this.fleet = fleet;
        this.threshold = threshold;
        this.clock = clock;
    }

    public void bind(Registry registry) {
        registry.bind("note-transition", Processor.class, (Processor) this::note);
        registry.bind("raise-news", Processor.class, (Processor) this::raise);
        registry.bind("watch-for-clients", Processor.class, (Processor) exchange -> watch());
    }

    private void note(Exchange exchange) {
        Transition transition = exchange.getIn().getBody(Transition.class);
        metrics.transition(transition);
        if (transition.kind() != Transition.Kind.EXIT_MOVED || transition.isToAnotherNetwork()) {
            log(transition);
        }
    }

    private static void log(Transition transition) {
        ClientView client = transition.client();
        LOG.info(
                "client changed client={} kind={} from={} to={} exit={} findings={}",
                client.id(),
                transition.kind(),
                transition.from().map(Status::word).orElse("new"),
                transition.to().word(),
                client.exit().address().map(Object::toString).orElse("unknown"),
                client.findings().stream().map(each -> each.finding().id()).toList());
    }

    private void raise(Exchange exchange) {
        alerts.accept(exchange.getIn().getBody(Transition.class));
    }

    private void watch() {
        Instant now = clock.instant();
        boolean left = fleet.views(now).stream().anyMatch(ClientView::online);
        if (!left && !now.isBefore(fleet.lastHeard().plus(threshold))) {
            alerts.noClientsLeft(fleet.lastHeard());
        }
    }
}
