package vpnsentinel.settings;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A number of bytes; K, M, and G are powers of 1024. */
record SizeType(Range range) implements SettingType<Long> {
    private static final Pattern SIZE = Pattern.compile("(\\d{1,9})\\s*([kmg]?)i?b?");

    @Override
    public String word() {
        return "bytes";
    }

    @Override
    public String holds() {
        return "Long";
    }

    @Override
    public Optional<Long> parse(String text) {
        Matcher match = SIZE.matcher(text.toLowerCase(Locale.ROOT));
        if (!match.matches()) {
            return Optional.empty();
        }
        int power = match.group(2).isEmpty() ? 0 : "kmg".indexOf(match.group(2)) + 1;
        return Optional.of(Long.parseLong(match.group(1)) << (10 * power)).filter(size -> size >= range.least());
    }

    @Override
    public String expected() {
        return "a size of at least " + range.least() + " bytes, as 500K or 10M";
    }
}
