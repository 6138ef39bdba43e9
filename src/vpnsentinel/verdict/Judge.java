package vpnsentinel.verdict;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vpnsentinel.home.HomeLine;
import vpnsentinel.network.ExitSighting;

/**
 * Says what the evidence means. Pure: no clock, no network, no settings, so that a test row is a whole scenario. Every
 * rule speaks, whatever the others found.
 */
public final class Judge {
    /** So long a client that was asked to look again may take before a lone accusation is believed. */
    public static final Duration SECOND_LOOK = Duration.ofSeconds(10);

    private Judge() {}

    /** Everything that the rules find in the evidence, compared with the home line. */
    public static Judgement judge(Evidence seen, HomeLine home, Expectations expected) {
        List<Finding> findings = new ArrayList<>(4);
        Optional<ExitSighting> exit = Consensus.of(seen.exits());
        Accusation accusation = Accusation.of(seen, home);
        ExitRules.find(seen, home, accusation, exit, findings);
        PathRules.find(seen, home, accusation, exit, findings);
        // an exposed exit says nothing about where names should be resolved
        Optional<ExitSighting> comparable = accusation.verdict() == Accusation.Verdict.NONE ? exit : Optional.empty();
        boolean dnsProven = DnsRules.find(seen, home, expected, comparable, findings);
        LocalRules.find(seen, findings);
        baseline(home, findings);
        if (seen.twins()) {
            findings.add(new Finding(
                    Fact.TWO_CLIENTS_ONE_ID,
                    "two running clients send keepalives under this id",
                    "Give each client its own VPN_SENTINEL_CLIENT_ID."));
        }
        return new Judgement(findings, exit, dnsProven, accusation.isSuspicion());
    }

    private static void baseline(HomeLine home, List<Finding> findings) {
        if (home.knowledge() == HomeLine.Knowledge.UNKNOWN) {
            findings.add(
                    new Finding(
                            Fact.BASELINE_UNKNOWN,
                            "the server does not know the home line, so nothing can be compared with it",
                            "Let the server reach an echo provider, or set VPN_SENTINEL_HOME_PREFIXES to the home line's address."));
        } else if (home.knowledge() == HomeLine.Knowledge.STALE) {
            findings.add(new Finding(
                    Fact.BASELINE_STALE,
                    "the home line " + home.text() + " was last confirmed "
                            + home.confirmed().map(at -> "at " + at).orElse("never"),
                    "Let the server reach an echo provider; its health page says what is in the way."));
        }
    }
}
