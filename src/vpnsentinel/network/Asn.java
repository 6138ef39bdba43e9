package vpnsentinel.network;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The number of an autonomous system, the unit in which networks have operators.
 *
 * @param number 1 to 4294967295 (RFC 6793)
 */
public record Asn(long number) {
    private static final Pattern LEADING = Pattern.compile("^(?:AS)?(\\d{1,10})\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern TRAILING = Pattern.compile("\\(AS(\\d{1,10})\\)\\s*$", Pattern.CASE_INSENSITIVE);

    public Asn {
        if (number < 1 || number > 4294967295L) {
            throw new IllegalArgumentException("network number " + number + ", expected 1 to 4294967295");
        }
    }

    /** The number in {@code AS64500 Example Hosting}, {@code Example (AS64500)}, {@code AS64500}, or {@code 64500}; else empty. */
    public static Optional<Asn> parse(String text) {
        long plain = plain(text);
        if (plain > 0) {
            return Optional.of(new Asn(plain)); // the steady case, AS64500, without patterns
        }
        Matcher leading = LEADING.matcher(text.strip());
        Matcher trailing = TRAILING.matcher(text);
        Matcher hit = leading.find() ? leading : trailing.find() ? trailing : null;
        if (hit == null) {
            return Optional.empty();
        }
        long number = Long.parseLong(hit.group(1));
        return number < 1 || number > 4294967295L ? Optional.empty() : Optional.of(new Asn(number));
    }

    /** The number in {@code AS64500}, or 0 when the text is spelled in any other way. */
    private static long plain(String text) {
        if (text.length() < 3 || text.length() > 11 || text.charAt(0) != 'A' || text.charAt(1) != 'S') {
            return 0;
        }
        long number = 0;
        for (int i = 2; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return 0;
            }
            number = number * 10 + (c - '0');
        }
        return number;
    }

    @Override
    public String toString() {
        return "AS" + number;
    }
}
