package vpnsentinel.verdict;

import java.util.List;
import java.util.Optional;
import vpnsentinel.network.ExitSighting;

/**
 * What the rules say about one client.
 *
 * @param findings all that they found, one a fact
 * @param exits the exits on which the sources agree
 * @param dnsProven whether the resolver is known well enough to compare it
 * @param suspected whether one source alone names the home line, and no others contradict it
 */
public record Judgement(List<Finding> findings, Exits exits, boolean dnsProven, boolean suspected) {
    /** Nothing was judged yet. */
    public static final Judgement NONE =
            new Judgement(List.of(), new Exits(Optional.empty(), Optional.empty()), false, false);

    public Judgement {
        findings = List.copyOf(findings);
    }

    /** The exit by which the client is known. */
    public Optional<ExitSighting> exit() {
        return exits.main();
    }
}
