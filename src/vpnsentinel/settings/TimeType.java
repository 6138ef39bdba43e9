package vpnsentinel.settings;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/** A length of time, as a whole number of its unit in a range. */
record TimeType(ChronoUnit unit, Range range) implements SettingType<Duration> {
    @Override
    public String word() {
        return unit.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String holds() {
        return "Duration";
    }

    @Override
    public Optional<Duration> parse(String text) {
        return range.parse(text).map(number -> Duration.of(number, unit));
    }

    @Override
    public String expected() {
        return "a whole number of " + word() + ", " + range;
    }
}
