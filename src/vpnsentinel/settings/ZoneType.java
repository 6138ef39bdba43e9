package vpnsentinel.settings;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Optional;

/** A time zone. */
record ZoneType() implements SettingType<ZoneId> {
    @Override
    public String word() {
        return "zone";
    }

    @Override
    public String holds() {
        return "ZoneId";
    }

    @Override
    public Optional<ZoneId> parse(String text) {
        try {
            return Optional.of(ZoneId.of(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    @Override
    public String expected() {
        return "a time zone such as Europe/Zurich";
    }
}
