package vpnsentinel.probe;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a method's answer tells. */
enum Tells {
    /** The address from which the resolver asked the zone's own server. */
    EGRESS,
    /** The address from which the resolver saw our question arrive. */
    SEEN_FROM,
    /** By which protocol the resolver was asked: {@code do53-udp}, {@code dot}. */
    TRANSPORT;

    /** The word in route files: {@code seen-from}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * What the word of a route file means.
     *
     * @throws IllegalArgumentException when it is none
     */
    public static Tells of(String word) {
        return Arrays.stream(values())
                .filter(each -> each.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + word + "', expected one of "
                        + Arrays.stream(values()).map(Tells::word).collect(Collectors.joining(", "))));
    }
}
