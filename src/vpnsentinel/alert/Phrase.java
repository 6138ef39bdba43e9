package vpnsentinel.alert;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import vpnsentinel.fleet.ClientView;
import vpnsentinel.fleet.Colour;
import vpnsentinel.fleet.ColouredFinding;
import vpnsentinel.fleet.Status;
import vpnsentinel.verdict.Fact;

/** A client's state in the few words that users know, most urgent first. */
public enum Phrase {
    BYPASS("VPN Bypass Detected!", Fact.EXIT_ON_HOME_LINE, Fact.EXIT_ON_HOME_NETWORK),
    BYPASS_SUSPECTED("VPN Bypass Suspected!", Fact.EXIT_SUSPECTED),
    DNS_LEAK("DNS Leak Detected", Fact.DNS_LEAK, Fact.DNS_ELSEWHERE),
    DNS_UNDETECTABLE("DNS Undetectable", Fact.DNS_NEVER_VERIFIED, Fact.DNS_NOT_VERIFIABLE, Fact.DNS_CLAIMED),
    UNPROVEN("Protection Unproven"),
    SECURE("Secure"),
    SILENT("No Keepalive"),
    STOPPED("Stopped");

    private final String words;
    @SuppressWarnings("ImmutableEnumChecker") // filled once, in the constructor
    private final Set<Fact> facts;

    Phrase(String words, Fact... facts) {
        this.words = words;
        this.facts = facts.length == 0 ? EnumSet.noneOf(Fact.class) : EnumSet.copyOf(Arrays.asList(facts));
    }

    /** The words: {@code DNS Leak Detected}. */
    public String words() {
        return words;
    }

    /** What is said of the client: of the findings that give it its colour, the most urgent one speaks. */
    public static Phrase of(ClientView client) {
        if (client.stopped()) {
            return STOPPED;
        }
        if (client.status() == Status.SILENT) {
            return SILENT;
        }
        if (client.status() == Status.GREEN) {
            return SECURE;
        }
        List<Fact> deciding = deciding(client);
        return Arrays.stream(values())
                .filter(phrase -> deciding.stream().anyMatch(phrase.facts::contains))
                .findFirst()
                .orElse(UNPROVEN);
    }

    /** The facts that give the client its present colour; none while it is green or silent. */
    static List<Fact> deciding(ClientView client) {
        return client.findings().stream()
                .filter(f -> f.colour() != Colour.GREEN
                        && f.colour().word().equals(client.status().word()))
                .map(ColouredFinding::finding)
                .map(f -> f.fact())
                .toList();
    }
}
