package vpnsentinel.settings;

import java.util.Optional;

/** A whole number in a range. */
record CountType(Range range) implements SettingType<Integer> {
    @Override
    public String word() {
        return "count";
    }

    @Override
    public String holds() {
        return "Integer";
    }

    @Override
    public Optional<Integer> parse(String text) {
        return range.parse(text);
    }

    @Override
    public String expected() {
        return "a whole number of " + range;
    }
}
