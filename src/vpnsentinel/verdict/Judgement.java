package vpnsentinel.verdict;

import java.util.List;
import java.util.Optional;
import vpnsentinel.network.ExitSighting;

/**
 * What the rules say about one client.
 *
 * @param findings all that they found
 * @param exit the exit on which the sources agree
 * @param dnsProven whether the resolver is known well enough to compare it
 * @param suspected whether one source alone names the home line, and no others contradict it
 */
public record Judgement(List<Finding> findings, Optional<ExitSighting> exit, boolean dnsProven, boolean suspected) {
    public Judgement {
        findings = List.copyOf(findings);
    }
}
