package vpnsentinel.fleet;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import vpnsentinel.network.Fact;
import vpnsentinel.verdict.Finding;
import vpnsentinel.words.Catalogue;

/** A client's state in the few words that users know, most urgent first. One place, so that page and message agree. */
public enum Phrase {
    BYPASS,
    BYPASS_SUSPECTED,
    DNS_LEAK,
    OTHER,
    DNS_UNDETECTABLE,
    SECURE,
    SILENT,
    STOPPED;

    private String words() {
        return Catalogue.WORDS.text("known." + name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    /** The words for the client: {@code DNS Leak Detected}; where users know none, the finding's own title. */
    public static String words(ClientView client) {
        if (client.stopped()) {
            return STOPPED.words();
        }
        return client.status() == Status.SILENT ? SILENT.words() : words(client.lastColour(), client.findings());
    }

    /** The words for a verdict, by the most urgent of the findings that gave it. */
    public static String words(Colour verdict, List<ColouredFinding> findings) {
        if (verdict == Colour.GREEN) {
            return SECURE.words();
        }
        List<Fact> deciding = findings.stream()
                .filter(each -> each.colour() == verdict)
                .map(each -> each.finding().fact())
                .toList();
        Phrase phrase =
                deciding.stream().map(Phrase::of).min(Comparator.naturalOrder()).orElse(OTHER);
        return phrase != OTHER
                ? phrase.words()
                : deciding.stream()
                        .filter(fact -> of(fact) == OTHER)
                        .map(fact -> capital(fact.title()))
                        .findFirst()
                        .orElse(OTHER.words());
    }

    /** Whether the findings show a leak, and one that is more urgent than what was told, where both are of this verdict. */
    static boolean isLeakBeyond(Colour verdict, List<ColouredFinding> findings, List<ColouredFinding> told) {
        Phrase now = most(verdict, findings);
        return (now == BYPASS || now == DNS_LEAK) && now.compareTo(most(verdict, told)) < 0;
    }

    /** The finding that decides a verdict, by the urgency of what users know; empty when none does. */
    public static Optional<Finding> leading(Colour verdict, List<ColouredFinding> findings) {
        return findings.stream()
                .filter(each -> each.colour() == verdict)
                .map(ColouredFinding::finding)
                .min(Comparator.comparing(each -> of(each.fact())));
    }

    private static Phrase most(Colour verdict, List<ColouredFinding> findings) {
        return findings.stream()
                .filter(each -> each.colour() == verdict)
                .map(each -> of(each.finding().fact()))
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

    /** A title at the beginning of a line. */
    public static String capital(String title) {
        return title.substring(0, 1).toUpperCase(Locale.ROOT) + title.substring(1);
    }
}
