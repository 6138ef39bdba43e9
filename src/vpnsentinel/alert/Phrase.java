package vpnsentinel.alert;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import vpnsentinel.fleet.ClientView;
import vpnsentinel.fleet.Colour;
import vpnsentinel.fleet.ColouredFinding;
import vpnsentinel.fleet.Status;
import vpnsentinel.verdict.Fact;

/** A client's state in the few words that users know, most urgent first. */
enum Phrase {
    BYPASS("VPN Bypass Detected!"),
    BYPASS_SUSPECTED("VPN Bypass Suspected"),
    DNS_LEAK("DNS Leak Detected"),
    OTHER("Unverified"),
    DNS_UNDETECTABLE("DNS Undetectable"),
    SECURE("Secure"),
    SILENT("Silent"),
    STOPPED("Stopped");

    private final String words;

    Phrase(String words) {
        this.words = words;
    }

    /** The words for the client: {@code DNS Leak Detected}; where none are known to users, the finding's own title. */
    static String words(ClientView client) {
        Phrase phrase = of(client);
        return phrase != OTHER
                ? phrase.words
                : deciding(client).stream()
                        .filter(fact -> of(fact) == OTHER)
                        .map(Fact::title)
                        .map(title -> title.substring(0, 1).toUpperCase(Locale.ROOT) + title.substring(1))
                        .findFirst()
                        .orElse(phrase.words);
    }

    /** What is said of the client: of the findings that give it its colour, the most urgent one speaks. */
    static Phrase of(ClientView client) {
        if (client.stopped()) {
            return STOPPED;
        }
        if (client.status() == Status.SILENT) {
            return SILENT;
        }
        if (client.status() == Status.GREEN) {
            return SECURE;
        }
        return deciding(client).stream()
                .map(Phrase::of)
                .min(Comparator.naturalOrder())
                .orElse(OTHER);
    }

    private static Phrase of(Fact fact) {
        return switch (fact) {
            case EXIT_ON_HOME_LINE, EXIT_ON_HOME_NETWORK -> BYPASS;
            case EXIT_SUSPECTED -> BYPASS_SUSPECTED;
            case DNS_LEAK, DNS_ELSEWHERE -> DNS_LEAK;
            case DNS_NEVER_VERIFIED, DNS_NOT_VERIFIABLE -> DNS_UNDETECTABLE;
            default -> OTHER;
        };
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
