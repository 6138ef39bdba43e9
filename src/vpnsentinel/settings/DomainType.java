package vpnsentinel.settings;

import java.util.Optional;
import java.util.regex.Pattern;

/** A domain name of at least two labels, short enough for labels of ours before it (RFC 1035 §2.3.4: 255 octets). */
record DomainType() implements SettingType<String> {
    private static final int LONGEST = 180;
    private static final Pattern NAME = Pattern.compile("(?i)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]{2,63}\\.?");

    @Override
    public String word() {
        return "domain";
    }

    @Override
    public String holds() {
        return "String";
    }

    @Override
    public Optional<String> parse(String text) {
        return text.length() <= LONGEST && NAME.matcher(text).matches() ? Optional.of(text) : Optional.empty();
    }

    @Override
    public String expected() {
        return "a domain name, as leak.example.test";
    }
}
