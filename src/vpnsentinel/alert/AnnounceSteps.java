package vpnsentinel.alert;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import org.apache.camel.Exchange;
import org.apache.camel.spi.Registry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vpnsentinel.engine.Step;
import vpnsentinel.fleet.ClientView;
import vpnsentinel.fleet.Fleet;
import vpnsentinel.fleet.Transition;

/** The steps that lead to news: a client changed, or no client is left. */
public final class AnnounceSteps {
    private static final Logger CLIENTS = LoggerFactory.getLogger(Fleet.class);
    private static final String KIND = "kind";
    private static final String TO = "to";
    private static final String NONE_LEFT = "none-left";

    private final Fleet fleet;
    private final Duration threshold;
    private final InstantSource clock;

    /**
     * @param threshold for how long no client must have been heard from
     */
    public AnnounceSteps(Fleet fleet, Duration threshold, InstantSource clock) {
        this.fleet = fleet;
        this.threshold = threshold;
        this.clock = clock;
    }

    /** Makes the steps known to the routes. */
    public void bind(Registry registry) {
        Step.quick("note-transition", "a transition in the body", "", this::note)
                .leaving(KIND, TO)
                .in(registry);
        Step.quick("watch-for-clients", "", "the news that no client is left, when none is", this::watch)
                .leaving(NONE_LEFT)
                .in(registry);
    }

    private void note(Exchange exchange) {
        Transition transition = exchange.getIn().getBody(Transition.class);
        exchange.setProperty(
                KIND, transition.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        exchange.setProperty(TO, transition.to().word());
        if (transition.kind() != Transition.Kind.EXIT_MOVED || transition.isToAnotherNetwork()) {
            CLIENTS.info("{}", ChangeLine.of(transition));
        }
    }

    private void watch(Exchange exchange) {
        Instant now = clock.instant();
        Instant heard = fleet.lastHeard();
        boolean left = fleet.views(now).stream().anyMatch(ClientView::online);
        boolean none = !left && !now.isBefore(heard.plus(threshold));
        exchange.setProperty(NONE_LEFT, none);
        if (none) {
            exchange.getMessage().setBody(new News.NoClients(now, heard));
        }
    }
}
