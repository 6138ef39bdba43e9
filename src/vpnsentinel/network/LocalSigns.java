package vpnsentinel.network;

import java.util.List;
import java.util.Optional;

/**
 * What a client can see of its own network namespace without asking anybody.
 *
 * @param path the kernel's ways, empty where they cannot be read
 * @param sockets programs' sockets beside the tunnel
 * @param killSwitch what the kill-switch probe proved last, empty when it is off
 */
public record LocalSigns(
        Optional<PathSighting> path, List<SocketSighting> sockets, Optional<KillSwitchSighting> killSwitch) {
    /** Nothing was looked at. */
    public static final LocalSigns NONE = new LocalSigns(Optional.empty(), List.of(), Optional.empty());

    public LocalSigns {
        sockets = List.copyOf(sockets);
    }

    /** Whether the kernel has a way to the family's internet; empty where nobody can tell. */
    public Optional<Boolean> hasWay(Family family) {
        return path.flatMap(ways -> ways.hasWay(family));
    }
}
