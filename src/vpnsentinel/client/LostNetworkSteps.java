package vpnsentinel.client;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.spi.Registry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vpnsentinel.engine.Step;

/** The step that ends a client whose network is gone, where the user wants that. */
public final class LostNetworkSteps {
    /** The exit code then: try again (sysexits.h: EX_TEMPFAIL). */
    public static final int EXIT_CODE = 75;

    private static final Logger LOG = LoggerFactory.getLogger(LostNetworkSteps.class);

    private final LostNetwork lost;
    private final Duration patience;
    private final NetworkWatch watch;
    private final Runnable end;
    private final InstantSource clock;
    private final AtomicBoolean ended = new AtomicBoolean();

    /**
     * @param patience how long only the loopback may be left; zero: for ever
     * @param end ends the client, and returns before it has ended
     */
    public LostNetworkSteps(Duration patience, NetworkWatch watch, Runnable end, InstantSource clock) {
        this.lost = new LostNetwork(patience);
        this.patience = patience;
        this.watch = watch;
        this.end = end;
        this.clock = clock;
    }

    public void bind(Registry registry) {
        Step.quick("leave-lost-network", "", "", exchange -> look()).in(registry);
    }

    private void look() {
        switch (lost.see(watch.isOrphaned(), clock.instant())) {
            case BEGIN_TO_WAIT ->
                LOG.warn(
                        "this client ends in {} s with exit code {} unless a network comes back, to be started in the one"
                                + " that its VPN container has now",
                        patience.toSeconds(),
                        EXIT_CODE);
            case END -> leave();
            case NOTHING -> {}
        }
    }

    private void leave() {
        if (ended.compareAndSet(false, true)) {
            LOG.warn("no network for {} s: this client ends with exit code {}", patience.toSeconds(), EXIT_CODE);
            end.run();
        }
    }
}
