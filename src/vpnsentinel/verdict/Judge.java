package vpnsentinel.verdict;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vpnsentinel.home.HomeLine;
import vpnsentinel.network.ExitSighting;
import vpnsentinel.network.Fact;

/**
 * Says what the evidence means. Pure: no clock, no network, no settings, so that a test row is a whole scenario. Every
 * rule speaks, whatever the others found.
 */
public final class Judge {
    /** So long a client that was asked to look again may take before a lone accusation is believed. */
    public static final Duration SECOND_LOOK = Duration.ofSeconds(10);

    private Judge() {}

    /** Everything that the rules find in the evidence, compared with the home line. */
    public static Judgement judge(Evidence seen, HomeLine line, Expectations expected) {
        List<Finding> findings = new ArrayList<>(4);
        Comparison home = new Comparison(line, expected);
        Exits exits = Exits.of(seen.countedExits());
        Accusations accusations = Accusations.of(seen, home);
        ExitRules.find(seen, home, accusations, exits, findings);
        PathRules.find(seen, home, accusations, exits, findings);
        boolean udpSuspected = UdpRules.find(seen, home, accusations, exits, findings);
        SameWayRules.find(seen, home, accusations, findings);
        OriginRules.find(seen, home, accusations, exits, findings);
        // an exposed exit says nothing about where names should be resolved
        Optional<ExitSighting> comparable = accusations.isNobodyAccused() ? exits.main() : Optional.empty();
        boolean dnsProven = DnsRules.find(seen, home, comparable, findings);
        LocalRules.find(seen, home, findings);
        BaselineRules.find(seen, line, findings);
        if (seen.company().twins()) {
            findings.add(Finding.of(Fact.TWO_CLIENTS_ONE_ID));
        }
        return new Judgement(merged(findings), exits, dnsProven, accusations.isSuspicion() || udpSuspected);
    }

    /** What there is to say of a companion, which is outside the VPN on purpose: whether the line that it shows is known. */
    public static Judgement companion(Evidence seen, HomeLine line) {
        List<Finding> findings = new ArrayList<>(1);
        Exits exits = Exits.of(seen.countedExits());
        BaselineRules.find(seen, line, findings);
        return new Judgement(findings, exits, true, false);
    }

    /** One finding a fact: where both families show the same, the evidence says both. */
    private static List<Finding> merged(List<Finding> findings) {
        if (findings.size() < 2) {
            return findings; // the steady case
        }
        Map<Fact, Finding> byFact = new LinkedHashMap<>();
        for (Finding finding : findings) {
            byFact.merge(finding.fact(), finding, Finding::and);
        }
        return List.copyOf(byFact.values());
    }
}
