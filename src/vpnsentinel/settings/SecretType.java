package vpnsentinel.settings;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Text that is never shown, and can come from a file. What could not be sent as it is, is refused.
 *
 * @param form what it is made of
 */
record SecretType(String word, Pattern form, String expected) implements SettingType<String> {
    /** What a header of HTTP carries unchanged, whoever reads it (RFC 9110 §5.5). */
    static final SecretType API_KEY = new SecretType(
            "api-key",
            Pattern.compile("[\\x21-\\x7e](?:[\\x20-\\x7e]{0,510}[\\x21-\\x7e])?"),
            "a key of letters, digits, and signs of ASCII, at most 512 of them on one line (openssl rand -hex 32 makes"
                    + " one): others do not pass an HTTP header unchanged");

    /** Telegram: {@code 123456:ABC-DEF1234ghIkl-zyx57W2v1u123ew11}. */
    static final SecretType BOT_TOKEN = new SecretType(
            "bot-token",
            Pattern.compile("\\d{1,20}:[A-Za-z0-9_-]{1,200}"),
            "a bot's token as @BotFather gave it: digits, a colon, and about 35 letters, digits, _ and -");

    /** A PostgreSQL database; its password is what is secret in it. */
    static final SecretType DATABASE = new SecretType(
            "database",
            Pattern.compile("(?:jdbc:)?postgres(?:ql)?://[^\\s/?#]+/[^\\s/?#]+(?:\\?\\S*)?"),
            "a PostgreSQL database, as postgresql://user:password@host:5432/database");

    @Override
    public String holds() {
        return "String";
    }

    @Override
    public Optional<String> parse(String text) {
        return form.matcher(text).matches() ? Optional.of(text) : Optional.empty();
    }

    @Override
    public String shown(String text) {
        return "…";
    }

    @Override
    public boolean isSecret() {
        return true;
    }
}
