package lab.row;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Reads what the services of a stage recorded: the messages, and the truth. */
final class Records {
    private static final Set<String> TELLTALES =
            Set.of("o-o.myaddr.l.google.com", "whoami.akamai.net", "resolver.dnscrypt.info", "whoami.cloudflare");

    private final Stage stage;

    Records(Stage stage) {
        this.stage = stage;
    }

    /** What was told of clients since then; that the server started, and what it takes for home, is no news of a client. */
    List<String> told(Instant since) {
        List<String> all = new ArrayList<>();
        for (JsonNode message : stage.records("messages " + since.toEpochMilli())) {
            String text = message.path("text").asText();
            if (!text.startsWith("🛡") && !text.startsWith("🏠")) {
                all.add(text);
            }
        }
        return all;
    }

    /** When the first such message since then came. */
    Optional<Instant> toldAt(Instant since, Predicate<String> such) {
        for (JsonNode message : stage.records("messages " + since.toEpochMilli())) {
            if (such.test(message.path("text").asText())) {
                return Optional.of(Instant.ofEpochMilli(message.path("at").asLong()));
            }
        }
        return Optional.empty();
    }

    /**
     * What the network says of the time since then.
     *
     * @param before packets that had left beside the tunnel by then
     */
    Observation.Truth truth(Instant since, long before) {
        Set<String> addresses = new TreeSet<>();
        for (JsonNode request : stage.records("requests " + since.toEpochMilli())) {
            if (!request.path("provider").asText().equals("api.telegram.org")) {
                addresses.add(request.path("from").asText());
            }
        }
        Set<String> resolvers = new TreeSet<>();
        for (JsonNode question : stage.records("questions " + since.toEpochMilli())) {
            if (TELLTALES.contains(question.path("name").asText().toLowerCase(Locale.ROOT))) {
                resolvers.add(question.path("from").asText());
            }
        }
        return new Observation.Truth(addresses, resolvers, stage.outside() - before);
    }
}
