package vpnsentinel.verdict;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import vpnsentinel.network.ExitSighting;

/**
 * What is known of the address that a client shows to the world.
 *
 * @param sightings what echo providers saw; of an old client, its claim
 * @param proof how well it was verified before
 * @param trouble why others saw nothing, one clause each
 * @param suspectedFor how long one source alone has been naming the home line, empty when none does
 */
public record ExitEvidence(
        List<ExitSighting> sightings, Proof proof, List<String> trouble, Optional<Duration> suspectedFor) {
    public ExitEvidence {
        sightings = List.copyOf(sightings);
        trouble = List.copyOf(trouble);
    }

    /** Whether a lone accuser's second look has been awaited for long enough. */
    boolean isSecondLookOver() {
        return suspectedFor
                .map(since -> since.compareTo(Judge.SECOND_LOOK) >= 0)
                .orElse(false);
    }
}
