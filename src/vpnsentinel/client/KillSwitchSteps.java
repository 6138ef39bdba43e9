package vpnsentinel.client;

import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLContext;
import org.apache.camel.spi.Registry;
import vpnsentinel.engine.Step;
import vpnsentinel.network.Address;
import vpnsentinel.network.PublicReachability;
import vpnsentinel.probe.KillSwitchProbe;
import vpnsentinel.probe.ServerAddresses;
import vpnsentinel.probe.ServerDialler;
import vpnsentinel.settings.Settings;
import vpnsentinel.wire.BeatAnswer;

/** The step that tries the kill switch, where the user switched that on. */
public final class KillSwitchSteps {
    private final Optional<KillSwitchProbe> probe;
    private final ClientState client;
    private final NetworkWatch watch;
    private final InstantSource clock;
    /** Calls for which a beat is waited for; an old server answers none. */
    private int patience = 6;

    private KillSwitchSteps(
            Optional<KillSwitchProbe> probe, ClientState client, NetworkWatch watch, InstantSource clock) {
        this.probe = probe;
        this.client = client;
        this.watch = watch;
        this.clock = clock;
    }

    /** The steps of a client with these settings; the probe trusts whom the keepalives trust. */
    public static KillSwitchSteps of(
            Settings settings,
            ClientState client,
            NetworkWatch watch,
            ClientIdentity identity,
            SSLContext trust,
            ServerAddresses server,
            InstantSource clock) {
        Optional<KillSwitchProbe> probe = settings.isOn("killswitch.probe")
                ? Optional.of(probe(settings, identity, trust, server))
                : Optional.empty();
        return new KillSwitchSteps(probe, client, watch, clock);
    }

    private static KillSwitchProbe probe(
            Settings settings, ClientIdentity identity, SSLContext trust, ServerAddresses addresses) {
        URI server = settings.url("client.server-url");
        return new KillSwitchProbe(
                URI.create(server + settings.apiPath() + "/whoami"),
                SendBeatSteps.headers(identity, settings.text("api.key")),
                addresses::known,
                body -> BeatAnswer.read(body).address(),
                new ServerDialler(server, trust, !settings.isOn("client.allow-insecure")),
                KillSwitchProbe.STUN);
    }

    public void bind(Registry registry) {
        Step.blocking("probe-kill-switch", "", "", exchange -> probe.ifPresent(this::tryOut))
                .in(registry);
    }

    private void tryOut(KillSwitchProbe switchedOn) {
        boolean known = switchedOn.knowsServer(); // looked up in the background, from the first time on
        Set<Address> exits =
                client.lastSeen().exits(); // without them, what took the tunnel would look as if it had not
        if (!known || exits.isEmpty() || (client.beats().reachability().isEmpty() && patience > 0)) {
            patience--;
            return; // the first beat tells what silence would prove, and the next attempt would be hours away
        }
        PublicReachability reachability = client.beats().reachability().orElse(PublicReachability.UNKNOWN);
        watch.killSwitchDue(reachability, clock.instant())
                .ifPresent(seen -> watch.sawKillSwitch(switchedOn.look(seen, exits, reachability)));
    }
}
