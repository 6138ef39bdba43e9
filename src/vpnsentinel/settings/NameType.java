package vpnsentinel.settings;

import java.util.List;
import java.util.Optional;

/** The name of an echo route; those that are shipped are suggested. */
record NameType(List<String> suggested) implements SettingType<String> {
    NameType {
        suggested = List.copyOf(suggested);
    }

    @Override
    public String word() {
        return "one-of";
    }

    @Override
    public String holds() {
        return "String";
    }

    @Override
    public Optional<String> parse(String text) {
        return text.matches("[A-Za-z0-9._-]+") ? Optional.of(text) : Optional.empty();
    }

    @Override
    public String expected() {
        return "one of " + String.join(", ", suggested) + ", or the name of an echo route";
    }
}
