package vpnsentinel.settings;

import java.util.Optional;

/** Any text. */
record TextType() implements SettingType<String> {
    @Override
    public String word() {
        return "text";
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
}
