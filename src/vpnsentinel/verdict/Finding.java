package vpnsentinel.verdict;

import vpnsentinel.network.Fact;

/**
 * One thing that a rule found out about a client.
 *
 * @param fact what it is
 * @param evidence what was seen, one sentence for people
 * @param hint what to do about it, naming the setting to change; may be empty
 */
public record Finding(Fact fact, String evidence, String hint) {
    /** This finding with the evidence of another of the same fact. */
    Finding and(Finding other) {
        return new Finding(fact, evidence + "; " + other.evidence, hint);
    }

    /** The name under which routes and people know the fact: {@code exit-on-home-line}. */
    public String id() {
        return fact.id();
    }
}
