package vpnsentinel.dashboard;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import vpnsentinel.fleet.ClientView;
import vpnsentinel.fleet.Colour;
import vpnsentinel.fleet.ColouredFinding;
import vpnsentinel.verdict.Fact;

/** The few words that say how a client is, in the terms that users of the product know. */
final class StatusText {
    private static final Set<Fact> BYPASS = Set.of(Fact.EXIT_ON_HOME_LINE, Fact.EXIT_ON_HOME_NETWORK);
    private static final Set<Fact> SUSPECTED = Set.of(Fact.EXIT_SUSPECTED);
    private static final Set<Fact> DNS_LEAK = Set.of(Fact.DNS_LEAK, Fact.DNS_ELSEWHERE);
    private static final Set<Fact> DNS_UNSEEN = Set.of(Fact.DNS_NEVER_VERIFIED, Fact.DNS_NOT_VERIFIABLE);

    private StatusText() {}

    static String of(ClientView client) {
        return switch (Tone.of(client)) {
            case SILENT -> "Silent";
            case STOPPED -> "Stopped";
            case RED, YELLOW, GREEN -> of(client.lastColour(), client.findings());
        };
    }

    /** The words for a colour, by the most telling of the findings that gave it. */
    static String of(Colour colour, List<ColouredFinding> findings) {
        if (colour == Colour.GREEN) {
            return "Secure";
        }
        List<Fact> facts = findings.stream()
                .filter(f -> f.colour() == colour)
                .map(f -> f.finding().fact())
                .toList();
        if (facts.stream().anyMatch(BYPASS::contains)) {
            return "VPN Bypass Detected!";
        }
        if (facts.stream().anyMatch(SUSPECTED::contains)) {
            return colour == Colour.RED ? "VPN Bypass Detected!" : "VPN Bypass Suspected";
        }
        if (facts.stream().anyMatch(DNS_LEAK::contains)) {
            return "DNS Leak Detected";
        }
        return rest(colour, facts);
    }

    private static String rest(Colour colour, List<Fact> facts) {
        if (!facts.isEmpty() && facts.stream().allMatch(DNS_UNSEEN::contains)) {
            return "DNS Undetectable";
        }
        return facts.stream()
                .filter(f -> !DNS_UNSEEN.contains(f))
                .findFirst()
                .map(f -> capital(f.title()))
                .orElse(colour == Colour.RED ? "VPN Bypass Detected!" : "Unverified");
    }

    static String capital(String title) {
        return title.substring(0, 1).toUpperCase(Locale.ROOT) + title.substring(1);
    }
}
