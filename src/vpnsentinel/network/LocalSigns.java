package vpnsentinel.network;

import java.util.List;
import java.util.Optional;

/**
 * What a client can see of its own network namespace without asking anybody.
 *
 * @param path the kernel's ways, empty where they cannot be read
 * @param sockets programs' sockets beside the tunnel
 * @param killSwitch what the kill-switch probe proved last, empty when it is off
 * @param silent name servers that do not answer, empty when all do or nobody can tell
 */
public record LocalSigns(
        Optional<PathSighting> path,
        List<SocketSighting> sockets,
        Optional<KillSwitchSighting> killSwitch,
        Optional<SilentNameServers> silent) {
    /** Nothing was looked at. */
    public static final LocalSigns NONE = new LocalSigns(Optional.empty(), List.of(), Optional.empty());

    public LocalSigns {
        sockets = List.copyOf(sockets);
    }

    /** Signs of a client that hears from its name servers, or does not watch them. */
    public LocalSigns(
            Optional<PathSighting> path, List<SocketSighting> sockets, Optional<KillSwitchSighting> killSwitch) {
        this(path, sockets, killSwitch, Optional.empty());
    }

    /** The same signs, with these name servers that do not answer. */
    public LocalSigns with(Optional<SilentNameServers> others) {
        return new LocalSigns(path, sockets, killSwitch, others);
    }

    /** Whether the kernel has a way to the family's internet; empty where nobody can tell. */
    public Optional<Boolean> hasWay(Family family) {
        return path.flatMap(ways -> ways.hasWay(family));
    }
}
