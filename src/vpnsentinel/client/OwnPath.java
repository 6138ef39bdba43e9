package vpnsentinel.client;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import vpnsentinel.network.Address;
import vpnsentinel.network.Appointment;
import vpnsentinel.network.Family;

/**
 * Which address of our own path is worth a round of probes. A VPN may let each connection out by another address of its
 * pool: an address that such a round has explained is no news, and merely another one waits the longer, the more of them
 * came to nothing. One from a neighbourhood where none was seen does not wait, a few times an hour, and one from which the
 * client was exposed never does. Not thread-safe.
 */
final class OwnPath {
    /** Addresses kept of each family. */
    private static final int MOST = 64;

    private static final Duration FIRST = Duration.ofSeconds(5);
    /** So many rounds that came to nothing make a pool. */
    private static final int POOL = 4;

    private final Duration longest;
    private final Allowance strangers = new Allowance(8, Duration.ofHours(1), Duration.ZERO);
    /** The address that was explained, or ordered a round, last. */
    private final Map<Family, Address> last = new EnumMap<>(Family.class);

    private final Set<Address> explained = new LinkedHashSet<>();
    private final Set<Address> exposed = new LinkedHashSet<>();
    private Appointment next = Appointment.NOW;
    private boolean red;
    private int fruitless;

    /**
     * Nothing was seen yet.
     *
     * @param longest the longest time between two rounds for addresses that are merely others
     */
    OwnPath(Duration longest) {
        this.longest = longest;
    }

    /** Takes the address that a beat shows; says whether it is worth a round of probes. */
    boolean isNews(Address address, Instant now) {
        boolean first = last.isEmpty();
        boolean repeated = address.equals(last.get(Family.of(address)));
        boolean returned = !red && exposed.contains(address) && !repeated;
        boolean known = first || repeated || (!red && explained.contains(address));
        if (!returned && !known && !isStranger(address, now) && !next.isDue(now)) {
            return false; // it is asked about later, if it stays
        }
        last.put(Family.of(address), address);
        if (!red) {
            keep(address, explained);
        }
        if (known && !returned) {
            return false;
        }
        next = Appointment.in(Backoff.doubled(FIRST, fruitless, longest), now);
        fruitless++;
        return true;
    }

    private boolean isStranger(Address address, Instant now) {
        return Stream.concat(explained.stream(), last.values().stream()).noneMatch(address.block()::contains)
                && strangers.take(now);
    }

    private static void keep(Address address, Set<Address> addresses) {
        addresses.remove(address);
        addresses.add(address);
        List<Address> same =
                addresses.stream().filter(each -> each.isV4() == address.isV4()).toList();
        if (same.size() > MOST) {
            addresses.remove(same.get(0));
        }
    }

    /** Whether one address after another came to nothing, so that there is no reason to look closely. */
    boolean isPool() {
        return fruitless >= POOL;
    }

    /** Something else changed, or a round has shown another line: what was explained may mean something else now. */
    void changed() {
        unexplained();
        next = Appointment.NOW;
        fruitless = 0;
    }

    /** A round saw nothing, and so explains no address. */
    void unexplained() {
        explained.clear();
    }

    /**
     * Takes the server's verdict.
     *
     * @param from the address that the beats showed when its round began
     */
    void judged(Optional<Address> from, boolean isRed) {
        red = isRed;
        if (red) {
            unexplained();
            from.ifPresent(address -> keep(address, exposed));
        } else {
            from.ifPresent(exposed::remove);
        }
    }
}
