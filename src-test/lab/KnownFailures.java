package lab;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The rows that the product cannot pass yet, each with its reason. It is as wrong for such a row to pass as for another to
 * fail, so that the list cannot outlive its truth.
 */
record KnownFailures(Map<String, String> reasons) {

    KnownFailures {
        reasons = Map.copyOf(reasons);
    }

    /** The file of this source tree. */
    static KnownFailures ofThisTree() {
        try (InputStream file = KnownFailures.class.getResourceAsStream("/lab/known-failures.txt")) {
            if (file == null) {
                throw new IllegalStateException("known-failures.txt is missing");
            }
            return parse(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads lines of {@code row: reason}; empty ones and those with {@code #} in front are for people. */
    static KnownFailures parse(String text) {
        Map<String, String> reasons = new LinkedHashMap<>();
        for (String line : text.lines().map(String::strip).toList()) {
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            int colon = line.indexOf(':');
            if (colon < 1 || line.substring(colon + 1).isBlank()) {
                throw new IllegalArgumentException("not 'row: reason': " + line);
            }
            reasons.put(
                    line.substring(0, colon).strip(), line.substring(colon + 1).strip());
        }
        return new KnownFailures(reasons);
    }

    /** Why the row cannot pass; empty: it must. */
    Optional<String> reason(String row) {
        return Optional.ofNullable(reasons.get(row));
    }

    /** The names in the list that no row has. */
    List<String> unknown(Collection<String> rows) {
        return reasons.keySet().stream()
                .filter(name -> !rows.contains(name))
                .sorted()
                .toList();
    }
}
