package vpnsentinel.settings;

import java.util.List;
import java.util.Optional;

/**
 * One setting as {@code sentinel.properties} declares it.
 *
 * @param key its name in routes and code: {@code client.interval}
 * @param names its names in the environment, the first being the one to recommend
 * @param half {@code both}, {@code server}, or {@code client}; {@code containers} for what only their descriptions read
 * @param kind what values it takes
 * @param standard the default as text, empty for none
 * @param effect what it does, one or more sentences
 * @param section the heading under which it stands
 */
public record Declaration(
        String key,
        List<String> names,
        String half,
        SettingType<?> kind,
        String standard,
        String effect,
        String section) {
    public Declaration {
        names = List.copyOf(names);
        if (!standard.isEmpty() && kind.parse(standard).isEmpty()) {
            throw new IllegalStateException(
                    "sentinel.properties: " + key + "='" + standard + "', expected " + kind.expected());
        }
    }

    /** Whether the process of this half reads the setting. */
    public boolean concerns(Half process) {
        return half.equals("both") || half.equals(process.word());
    }

    /** The name to show to people. */
    public String name() {
        return names.get(0);
    }

    /** The value in milliseconds, as routes name it; empty unless it is a length of time. */
    public Optional<String> millisKey() {
        return kind instanceof TimeType ? Optional.of(key + ".millis") : Optional.empty();
    }
}
