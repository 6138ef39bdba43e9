package vpnsentinel.lookup;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import vpnsentinel.network.Family;

/**
 * How an echo provider is used.
 *
 * @param family the family by which its host is reached, and thus of the address that it tells
 * @param format how its answer is written
 * @param spare whether it is asked only when others brought too little: it says less, but needs no name to be resolved
 */
public record EchoWay(Family family, Format format, boolean spare) {
    /** A provider of JSON that is reached by IPv4. */
    public static final EchoWay USUAL = new EchoWay(Family.V4, Format.JSON, false);

    /** How an answer is written. */
    public enum Format {
        /** A JSON document. */
        JSON,
        /** Lines of {@code key=value}; the pointer {@code /key} leads to a value. */
        LINES,
        /** The bare text, to which the pointer {@code /text} leads. */
        TEXT
    }

    /**
     * What the words of a route file mean.
     *
     * @throws IllegalArgumentException when one of them means nothing
     */
    public static EchoWay of(String family, String format, boolean spare) {
        return new EchoWay(constant(Family.class, family), constant(Format.class, format), spare);
    }

    private static <E extends Enum<E>> E constant(Class<E> type, String word) {
        return Arrays.stream(type.getEnumConstants())
                .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + word + "', expected one of "
                        + Arrays.stream(type.getEnumConstants())
                                .map(each -> each.name().toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(", "))));
    }
}
