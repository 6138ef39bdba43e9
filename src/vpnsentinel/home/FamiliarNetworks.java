package vpnsentinel.home;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import vpnsentinel.network.Asn;

/**
 * The networks of homes and offices from which clients came. One becomes familiar a day after it was first seen: until then
 * it may be another line of the house, past the VPN. Bounded; thread-safe.
 */
public final class FamiliarNetworks {
    private static final int MOST = 10_000;
    private static final Duration A_DAY = Duration.ofDays(1);
    private static final Duration FRESH = Duration.ofMinutes(1);

    private final ShelfNote note;
    private final Map<Asn, Instant> firstSeen = new ConcurrentHashMap<>();
    private Set<Asn> cached = Set.of();
    private Instant cachedUntil = Instant.MIN;

    FamiliarNetworks(ShelfNote note, Map<String, String> kept) {
        this.note = note;
        note.in(kept).ifPresent(this::restore);
    }

    private void restore(JsonNode root) {
        root.properties().forEach(each -> {
            try {
                Instant at = Instant.parse(each.getValue().asText());
                Asn.parse(each.getKey()).ifPresent(asn -> firstSeen.put(asn, at));
            } catch (DateTimeException unreadable) {
                // begun anew
            }
        });
    }

    /** A client came from there. */
    public void seen(Asn network, Instant now) {
        if (firstSeen.size() < MOST && firstSeen.putIfAbsent(network, now) == null) {
            note.keep(content());
        }
    }

    private JsonNode content() {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        firstSeen.forEach((asn, at) -> root.put(asn.toString(), at.toString()));
        return root;
    }

    /** Those that are no surprise any more. */
    public synchronized Set<Asn> at(Instant now) {
        if (!now.isBefore(cachedUntil)) {
            cached = firstSeen.entrySet().stream()
                    .filter(each -> !now.isBefore(each.getValue().plus(A_DAY)))
                    .map(Map.Entry::getKey)
                    .collect(Collectors.toUnmodifiableSet());
            cachedUntil = now.plus(FRESH);
        }
        return cached;
    }
}
