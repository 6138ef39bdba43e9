package vpnsentinel.up;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vpnsentinel.network.Fact;

/**
 * Turns the first verdict on the client of this host into words. A verdict that may still become worse or better is waited
 * for: the server learns its own line, and doubts are cleared, within seconds.
 */
final class FirstVerdict {
    /** How long a verdict that is neither proof nor protection may take to settle. */
    static final Duration SETTLING = Duration.ofSeconds(12);

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
        boolean exitStands = findings(client).stream().noneMatch(FirstVerdict::doubtsExit);
        List<String> lines = new ArrayList<>();
        lines.add(
                exitStands
                        ? "the first verdict on this client: status " + status
                        : "as far as can be proven, this client is not behind a VPN: status " + status);
        lines.addAll(reasons(client));
        if (!exitStands) {
            lines.addAll(remedy());
        }
        return lines;
    }

    /** Claims no more than is known: of a finding that is none of this version's, nothing is. */
    private static boolean doubtsExit(JsonNode finding) {
        return Fact.of(finding.path("finding").asText()).map(Fact::doubtsExit).orElse(true);
    }

    private static List<String> reasons(JsonNode client) {
        return findings(client).stream()
                .map(each -> "  " + each.path("finding").asText() + ": "
                        + each.path("evidence").asText())
                .toList();
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
