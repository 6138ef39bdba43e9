package vpnsentinel.client;

import java.util.Optional;
import org.apache.camel.spi.Registry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vpnsentinel.engine.Step;
import vpnsentinel.network.SilentNameServers;
import vpnsentinel.probe.ResolverPulse;

/** The step that notices between rounds when name servers die, and when they answer again. */
public final class WatchResolverSteps {
    private static final Logger LOG = LoggerFactory.getLogger(WatchResolverSteps.class);
    /** Tries at once, when one fails. */
    private static final int TRIES = 3;

    private final ResolverPulse pulse;
    private final NameServerWatch nameServers;
    private final NetworkWatch watch;
    private final Rounds rounds;
    private final Beats beats;

    public WatchResolverSteps(ClientState client, NetworkWatch watch, ResolverPulse pulse) {
        this.pulse = pulse;
        this.nameServers = client.nameServers();
        this.watch = watch;
        this.rounds = client.rounds();
        this.beats = client.beats();
    }

    public void bind(Registry registry) {
        Step.blocking("watch-resolver", "", "", exchange -> look()).in(registry);
    }

    /** A name server may be a third party, and those are left alone while that is wanted. */
    private void look() {
        if (rounds.isQuiet()) {
            nameServers.rest();
            return;
        }
        boolean again = true;
        for (int tries = 0; again && tries < TRIES; tries++) {
            nameServers.begin();
            nameServers.take(pulse.ask());
            again = nameServers.isUndecided();
            if (again && tries == 0) {
                beats.soon();
            }
        }
        tell(nameServers.silent());
    }

    private void tell(Optional<SilentNameServers> silent) {
        boolean dead = silent.filter(SilentNameServers::all).isPresent();
        Optional<SilentNameServers> before = watch.sawNameServers(silent);
        boolean wasDead = before.filter(SilentNameServers::all).isPresent();
        if (!silent.equals(before)) {
            String names = silent.map(each -> String.join(",", each.names())).orElse("none");
            if (dead) {
                LOG.warn("no name server answers names={} hint=\"programs here find no host by its name\"", names);
            } else {
                LOG.info("silent name servers names={}", names);
            }
        }
        if (wasDead && !dead) {
            rounds.changed("a name server answers again");
        }
    }
}
