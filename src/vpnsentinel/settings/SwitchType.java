package vpnsentinel.settings;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** On or off. */
record SwitchType() implements SettingType<Boolean> {
    private static final List<String> ON = List.of("true", "yes", "on", "1");
    private static final List<String> OFF = List.of("false", "no", "off", "0");

    @Override
    public String word() {
        return "switch";
    }

    @Override
    public String holds() {
        return "Boolean";
    }

    @Override
    public Optional<Boolean> parse(String text) {
        String word = text.toLowerCase(Locale.ROOT);
        return ON.contains(word) ? Optional.of(true) : OFF.contains(word) ? Optional.of(false) : Optional.empty();
    }

    @Override
    public String expected() {
        return "true or false";
    }
}
