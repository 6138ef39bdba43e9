package vpnsentinel.up;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vpnsentinel.network.BoundedText;
import vpnsentinel.network.Fact;

/**
 * Turns the first verdict on the client of this host into words. A verdict that may still become worse or better is waited
 * for: the server learns its own line, and doubts are cleared, within seconds.
 */
final class FirstVerdict {
    /** How long a verdict that is neither proof nor protection may take to settle. */
    static final Duration SETTLING = Duration.ofSeconds(12);

    /** Findings of missing evidence. */
    private static final Set<Fact> UNPROVEN =
            EnumSet.of(Fact.EXIT_NEVER_VERIFIED, Fact.EXIT_NOT_VERIFIABLE, Fact.BASELINE_UNKNOWN, Fact.BASELINE_STALE);

    private static final int LONGEST = 400;

    private @Nullable Instant firstSeen;

    /** What to print, once there is something to say. */
    Optional<List<String>> words(Optional<JsonNode> client, Instant now) {
        if (client.isEmpty()) {
            return Optional.empty();
        }
        Instant since = firstSeen == null ? now : firstSeen;
        firstSeen = since;
        String status = client.get().path("status").asText();
        boolean settled = !Duration.between(since, now).minus(SETTLING).isNegative();
        return switch (status) {
            case "green" -> Optional.of(List.of("this client is protected: status green"));
            case "red" -> Optional.of(exposed(client.get()));
            default -> settled ? Optional.of(unproven(client.get(), status)) : Optional.empty();
        };
    }

    private static List<String> exposed(JsonNode client) {
        List<String> lines = new ArrayList<>(List.of("this client is not behind a VPN: status red"));
        lines.addAll(reasons(client));
        lines.addAll(remedy());
        return lines;
    }

    private static List<String> unproven(JsonNode client, String status) {
        List<JsonNode> doubts =
                findings(client).stream().filter(FirstVerdict::doubtsExit).toList();
        boolean nothingProven = doubts.stream().allMatch(FirstVerdict::isUnproven);
        List<String> lines = new ArrayList<>();
        if (doubts.isEmpty()) {
            lines.add("the first verdict on this client: status " + status);
        } else if (nothingProven) {
            lines.add("nothing could be proven about this client yet: status " + status);
        } else {
            lines.add("as far as can be proven, this client is not behind a VPN: status " + status);
        }
        lines.addAll(reasons(client));
        if (!doubts.isEmpty()) {
            lines.addAll(nothingProven ? noInternet() : remedy());
        }
        return lines;
    }

    /** Whether it says that evidence is missing, and not what any evidence says. */
    private static boolean isUnproven(JsonNode finding) {
        return Fact.of(finding.path("finding").asText())
                .filter(UNPROVEN::contains)
                .isPresent();
    }

    private static List<String> noInternet() {
        return List.of(
                "  Is there internet on this host? Both halves go on asking, and the dashboard shows when they know more.",
                "  ./sentinel check says what is in the way of each probe.");
    }

    /** Claims no more than is known: of a finding that is none of this version's, nothing is. */
    private static boolean doubtsExit(JsonNode finding) {
        return Fact.of(finding.path("finding").asText()).map(Fact::doubtsExit).orElse(true);
    }

    /** Both halves are here: where the client is on the home line, that the server may be behind a VPN is no news. */
    private static List<String> reasons(JsonNode client) {
        List<JsonNode> findings = findings(client);
        boolean onHomeLine = findings.stream().anyMatch(each -> is(each, Fact.EXIT_ON_HOME_LINE));
        return findings.stream()
                .filter(each -> !(onHomeLine && is(each, Fact.SERVER_BEHIND_VPN)))
                .map(each -> "  " + each.path("finding").asText() + ": "
                        + BoundedText.line(each.path("evidence").asText(), LONGEST))
                .toList();
    }

    private static boolean is(JsonNode finding, Fact fact) {
        return finding.path("finding").asText().equals(fact.id());
    }

    private static List<JsonNode> findings(JsonNode client) {
        List<JsonNode> findings = new ArrayList<>();
        for (JsonNode reason : client.path("reasons")) {
            if (!reason.path("colour").asText().equals("green")) {
                findings.add(reason);
            }
        }
        return findings;
    }

    private static List<String> remedy() {
        return List.of(
                "  To put a client behind a VPN, start it where the VPN's traffic starts, and the server outside:",
                "    with a VPN container (gluetun and others): run the client with network_mode: service:<that container>",
                "    with a VPN on another machine: run ./sentinel client there, VPN_SENTINEL_URL naming this host",
                "    then stop this one and keep ./sentinel server here.",
                "    The way between the two: client-routes/README.md, \"How a client reaches its server\"");
    }
}
