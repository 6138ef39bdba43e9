package vpnsentinel.client;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vpnsentinel.network.Appointment;
import vpnsentinel.network.Family;
import vpnsentinel.network.KillSwitchSighting;
import vpnsentinel.network.LocalSigns;
import vpnsentinel.network.PathSighting;
import vpnsentinel.network.PublicReachability;
import vpnsentinel.network.RouteChoice;
import vpnsentinel.network.SilentNameServers;
import vpnsentinel.network.SocketSighting;
import vpnsentinel.probe.Surroundings;

/**
 * Watches the client's own network namespace: what can be seen of it without asking anybody, and when it changes.
 * Thread-safe.
 */
public final class NetworkWatch {
    private static final Logger LOG = LoggerFactory.getLogger(NetworkWatch.class);
    private static final Duration KILL_SWITCH = Duration.ofHours(6);

    private final Function<List<String>, Optional<Surroundings>> path;
    private final BiFunction<Surroundings, Instant, List<SocketSighting>> programs;
    private final Tunnel tunnel;
    private final TunnelTraffic traffic = new TunnelTraffic();
    private Optional<Surroundings> surroundings = Optional.empty();
    private List<SocketSighting> sockets = List.of();
    private Optional<NamespaceSnapshot> snapshot = Optional.empty();
    private int changes;
    private boolean news;
    private String toldNoTunnel = "";
    private Optional<KillSwitchSighting> killSwitch = Optional.empty();
    private Optional<SilentNameServers> silent = Optional.empty();
    private Appointment killSwitchDue = Appointment.NOW;
    private PublicReachability triedAt = PublicReachability.UNKNOWN;

    /**
     * A watch that has not looked yet.
     *
     * @param path sees the kernel's ways, given the interfaces known as the tunnel; empty where the system shows nothing
     * @param programs sees programs' sockets beside the tunnel
     * @param tunnels the interfaces that the user names as the tunnel, which may be none
     */
    public NetworkWatch(
            Function<List<String>, Optional<Surroundings>> path,
            BiFunction<Surroundings, Instant, List<SocketSighting>> programs,
            List<String> tunnels) {
        this.path = path;
        this.programs = programs;
        this.tunnel = new Tunnel(tunnels);
    }

    /** Looks which ways the kernel would take now. */
    public synchronized void seePath(Instant now) {
        surroundings = path.apply(tunnel.names());
        traffic.look(surroundings.flatMap(Surroundings::counters), now);
    }

    /** Looks for sockets of programs beside the tunnel. */
    public synchronized void seeSockets(Instant now) {
        sockets = surroundings.map(seen -> programs.apply(seen, now)).orElse(List.of());
    }

    /** What is different from the last time this was asked, in words; empty when nothing is, and the first time. */
    synchronized Optional<String> change() {
        if (surroundings.isEmpty()) {
            return Optional.empty();
        }
        Optional<NamespaceSnapshot> before = snapshot;
        NamespaceSnapshot now = NamespaceSnapshot.of(surroundings.get(), sockets, traffic.state());
        snapshot = Optional.of(now);
        Optional<String> change = before.flatMap(now::differenceFrom);
        if (change.isPresent()) {
            changes++;
            news = true;
        }
        return change;
    }

    /** Whether there is something new to be seen that the server was not told of. */
    synchronized boolean hasNews() {
        return news;
    }

    /** What is to be seen now is being told. */
    synchronized void told() {
        news = false;
    }

    /** How often the surroundings changed so far. */
    synchronized int changes() {
        return changes;
    }

    /** What is to be seen now; of programs' sockets, what was seen last. */
    synchronized LocalSigns signs() {
        surroundings = path.apply(tunnel.names());
        return surroundings
                .map(seen -> new LocalSigns(Optional.of(ways(seen)), sockets, killSwitch))
                .orElse(LocalSigns.NONE)
                .with(silent);
    }

    /** The kernel's ways when they were last looked at; empty where the system does not show them. */
    synchronized Optional<PathSighting> ways() {
        return surroundings.map(this::ways);
    }

    /**
     * Takes which name servers are dead, which is news when it changes.
     *
     * @return those that were so before
     */
    synchronized Optional<SilentNameServers> sawNameServers(Optional<SilentNameServers> dead) {
        Optional<SilentNameServers> before = silent;
        news |= !before.equals(dead);
        silent = dead;
        return before;
    }

    /** Whether no interface but the loopback was left when the ways were last looked at. */
    synchronized boolean isOrphaned() {
        return surroundings.filter(seen -> seen.path().onlyLoopback()).isPresent();
    }

    private PathSighting ways(Surroundings seen) {
        return traffic.state() == TunnelTraffic.State.STALLED ? seen.path().intoStalledTunnel() : seen.path();
    }

    /**
     * Where to try the kill switch: at start, as soon as the tunnel is known, every six hours, and when the server is
     * reached so that silence would prove what it could not before; empty when it is not time. Whoever gets it tries.
     *
     * @param reachability what the server knows of its public address
     */
    public synchronized Optional<Surroundings> killSwitchDue(PublicReachability reachability, Instant now) {
        if (tunnel.names().isEmpty() || !(killSwitchDue.isDue(now) || couldProveNow(reachability))) {
            return Optional.empty();
        }
        killSwitchDue = Appointment.in(KILL_SWITCH, now);
        triedAt = reachability;
        return surroundings;
    }

    private boolean couldProveNow(PublicReachability reachability) {
        return killSwitch
                        .filter(seen -> seen.result() == KillSwitchSighting.Result.NOT_PROVEN)
                        .isPresent()
                && reachability.answers()
                && !reachability.equals(triedAt);
    }

    /** Takes what the kill-switch probe proved. */
    synchronized void sawKillSwitch(KillSwitchSighting seen) {
        if (killSwitch.filter(before -> before.result() == seen.result()).isEmpty()) {
            LOG.info("kill switch tried: {}, {}", seen.result(), seen.detail());
            news = true;
        }
        killSwitch = Optional.of(seen);
    }

    /**
     * Takes it that the exit was proven, by probes that began after so many changes. What is beside a tunnel that was not
     * known before is news.
     *
     * @param families the families whose exit was proven
     * @return whether another tunnel is known now
     */
    synchronized boolean exitProven(Collection<Family> families, int since) {
        boolean learnt = since == changes
                && surroundings.map(seen -> tunnel.learn(seen, families)).orElse(false);
        if (learnt) {
            LOG.info("tunnel known: {}", String.join(", ", tunnel.names()));
            news = true;
        } else if (since == changes && tunnel.names().isEmpty()) {
            surroundings.ifPresent(this::tellNoTunnel);
        }
        return learnt;
    }

    /** Nothing is judged of a tunnel that is not known: whoever has one wants to know that. */
    private void tellNoTunnel(Surroundings seen) {
        List<String> all = seen.path().internet().stream()
                .filter(RouteChoice::isRouted)
                .map(RouteChoice::via)
                .distinct()
                .sorted()
                .toList();
        String ways = String.join(", ", all);
        if (!ways.isEmpty() && all.stream().noneMatch(seen::isPointToPoint) && !ways.equals(toldNoTunnel)) {
            toldNoTunnel = ways;
            LOG.info(
                    "the exit is proven, but no tunnel is known: public targets leave by {}, which is no point-to-point"
                            + " interface; if it is the tunnel, name it in VPN_SENTINEL_TUNNEL_INTERFACES, so that what is"
                            + " beside it is seen; with the VPN on a router that is right",
                    ways);
        }
    }
}
