package vpnsentinel.settings;

import java.util.Optional;

/** Any text, which is never shown, and can come from a file. */
record SecretType() implements SettingType<String> {
    @Override
    public String word() {
        return "secret";
    }

    @Override
    public String holds() {
        return "String";
    }

    @Override
    public Optional<String> parse(String text) {
        return Optional.of(text);
    }

    @Override
    public String expected() {
        return "any text";
    }

    @Override
    public boolean isSecret() {
        return true;
    }
}
