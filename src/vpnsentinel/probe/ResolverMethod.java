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
 * @param times how often it is asked in a round; pools of resolvers answer from several addresses
 * @param call how to put the question
 */
record ResolverMethod(String name, String operator, Tells tells, Set<Address> onlyAt, int times, DnsCall call) {
    /** Most questions of one method to one name server in a round. */
    private static final int MOST_TIMES = 10;

    public ResolverMethod {
        onlyAt = Set.copyOf(onlyAt);
        if (times < 1 || times > MOST_TIMES) {
            throw new IllegalArgumentException("times=" + times + ", expected 1 to " + MOST_TIMES);
        }
    }

    /** A method that is asked once a round. */
    public ResolverMethod(String name, String operator, Tells tells, Set<Address> onlyAt, DnsCall call) {
        this(name, operator, tells, onlyAt, 1, call);
    }

    boolean suits(NameServer server) {
        return onlyAt.isEmpty() || onlyAt.contains(server.address());
    }
}
