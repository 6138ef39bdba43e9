package vpnsentinel.probe;

import java.util.Set;
import vpnsentinel.network.Address;

/**
 * One way to find out which resolver is really at work: a name whose answer depends on who asks.
 *
 * @param name how people call it: {@code google-myaddr}
 * @param operator who runs the zone that answers
 * @param tells what an address in the answer means
 * @param onlyAt the only name servers for which the question makes sense; empty for all
 * @param call how to put the question
 */
public record ResolverMethod(String name, String operator, Tells tells, Set<Address> onlyAt, DnsCall call) {
    public ResolverMethod {
        onlyAt = Set.copyOf(onlyAt);
    }

    boolean suits(NameServer server) {
        return onlyAt.isEmpty() || onlyAt.contains(server.address());
    }
}
