package vpnsentinel.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vpnsentinel.network.BoundedText;
import vpnsentinel.network.Fact;

/**
 * What a client takes from the server's answer to a keepalive.
 *
 * @param verdict the colour that the server gave, empty from the Python server
 * @param probeNow whether the server asks for another round at once, by all sources
 * @param reasons the ids of what the server found
 * @param interval the time between two keepalives that the server asks for, empty when it leaves that to the client
 */
public record KeepaliveAnswer(
        Optional<String> verdict, boolean probeNow, List<String> reasons, Optional<Duration> interval) {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Longest word that is taken over, in characters. */
    private static final int LONGEST = 100;

    public KeepaliveAnswer {
        reasons = List.copyOf(reasons);
    }

    /** An answer without a wish for another rhythm. */
    public KeepaliveAnswer(Optional<String> verdict, boolean probeNow, List<String> reasons) {
        this(verdict, probeNow, reasons, Optional.empty());
    }

    /** An answer without reasons. */
    public KeepaliveAnswer(Optional<String> verdict, boolean probeNow) {
        this(verdict, probeNow, List.of());
    }

    /** Whether the server says that the client is exposed. */
    public boolean isRed() {
        return verdict.filter("red"::equals).isPresent();
    }

    /**
     * Whether the server compared the exit with the home line, and had nothing against it. A reason that this version does
     * not know, as a newer server may give it, speaks against the exit unless the verdict is green: what a client learns of
     * a proven exit outlasts the answer, and what it does not learn now it learns later.
     */
    public boolean provesExit() {
        return verdict.isPresent() && reasons.stream().noneMatch(this::doubtsExit);
    }

    private boolean doubtsExit(String reason) {
        return Fact.of(reason).map(Fact::doubtsExit).orElse(!isGreen());
    }

    private boolean isGreen() {
        return verdict.filter("green"::equals).isPresent();
    }

    private static String word(JsonNode item) {
        return BoundedText.line(item.asText(""), LONGEST);
    }

    /** The answer in the body; an unreadable one says nothing. */
    public static KeepaliveAnswer read(byte[] body) {
        try {
            JsonNode root = JSON.readTree(body);
            Optional<String> verdict = Optional.of(word(root.path("verdict"))).filter(v -> !v.isEmpty());
            List<String> reasons = new ArrayList<>();
            root.path("reasons").forEach(reason -> reasons.add(word(reason)));
            Optional<Duration> interval = Optional.of(
                            Duration.ofSeconds(root.path("interval_s").asInt()))
                    .filter(asked -> !asked.isZero() && !asked.isNegative());
            return new KeepaliveAnswer(verdict, root.path("probe").asText().equals("now"), reasons, interval);
        } catch (IOException e) {
            return new KeepaliveAnswer(Optional.empty(), false);
        }
    }
}
