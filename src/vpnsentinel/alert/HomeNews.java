package vpnsentinel.alert;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import vpnsentinel.home.HomeLine;
import vpnsentinel.network.Address;
import vpnsentinel.network.Family;

/**
 * Knows which home address people were told, and when another one is news: the first that is learnt, and one that takes the
 * place of another of its family. That a second family became known is none. Used by one thread at a time.
 */
final class HomeNews {
    private final Map<Family, String> told;

    /**
     * @param line what is remembered from before, which is no news
     */
    HomeNews(HomeLine line) {
        told = addresses(line);
    }

    /** The news that the line as it is now brings. */
    Optional<News> of(HomeLine line, Instant now) {
        Map<Family, String> known = addresses(line);
        boolean first = told.isEmpty() && line.prefixes().isEmpty();
        List<Family> changed = known.keySet().stream()
                .filter(family ->
                        first || (told.containsKey(family) && !Objects.equals(known.get(family), told.get(family))))
                .toList();
        String before = words(changed, told);
        told.putAll(known);
        return changed.isEmpty()
                ? Optional.empty()
                : Optional.of(new News.HomeLearnt(now, before, words(changed, known)));
    }

    private static String words(List<Family> families, Map<Family, String> addresses) {
        return families.stream()
                .map(family -> addresses.getOrDefault(family, ""))
                .filter(address -> !address.isEmpty())
                .collect(Collectors.joining(", "));
    }

    private static Map<Family, String> addresses(HomeLine line) {
        Map<Family, String> addresses = new EnumMap<>(Family.class);
        for (Address address : line.current()) {
            String text = address.isV4()
                    ? address.toString()
                    : address.prefix(line.delegated()).toString();
            addresses.put(Family.of(address), text);
        }
        return addresses;
    }
}
