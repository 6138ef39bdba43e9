package vpnsentinel.fleet;

import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import vpnsentinel.lookup.NetworkDirectory;
import vpnsentinel.network.Address;
import vpnsentinel.network.ExitSighting;

/**
 * What one judgement asks the directory, all at one moment. A client has its share of what may wait to be looked up, so
 * that one that names ever new addresses keeps nobody else's from being known.
 */
final class LookUps {
    private final NetworkDirectory directory;
    private final int share;
    private final Instant now;
    private final Set<Address> waitingFor = new TreeSet<>();

    LookUps(NetworkDirectory directory, int share, Instant now) {
        this.directory = directory;
        this.share = share;
        this.now = now;
    }

    /** What is known of the address; where that is still to come, the client waits for it. */
    NetworkDirectory.Entry find(Address address) {
        boolean mayWait = waitingFor.size() < share || waitingFor.contains(address);
        NetworkDirectory.Entry entry = directory.find(address, mayWait, now);
        if (entry.pending()) {
            waitingFor.add(address);
        }
        return entry;
    }

    /** The sighting, where a file does not know better. */
    ExitSighting corrected(ExitSighting sighting) {
        return directory.corrected(sighting);
    }

    Instant now() {
        return now;
    }

    /** The addresses whose look-up is still to come; when it arrives, the client is worth another judgement. */
    Set<Address> waitingFor() {
        return waitingFor;
    }
}
