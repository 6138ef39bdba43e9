package vpnsentinel.settings;

import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vpnsentinel.network.HostName;

/**
 * One setting of one process, with the value that holds.
 *
 * @param declared its declaration
 * @param text the value as it was written, empty where there is none
 * @param value the value as its kind reads it
 * @param given whether the user set it; false where the default holds
 */
record Setting(Declaration declared, String text, Optional<?> value, boolean given) {
    /** The setting as it is when nobody sets it. */
    static Setting standard(Declaration declared) {
        String text = declared.standard();
        return new Setting(declared, text, text.isEmpty() ? Optional.empty() : parsed(declared, text), false);
    }

    /** The setting that the user set to this text; empty when its kind takes no such value. */
    static Optional<Setting> given(Declaration declared, String text) {
        Optional<?> value = parsed(declared, text);
        return value.isEmpty() ? Optional.empty() : Optional.of(new Setting(declared, text, value, true));
    }

    private static Optional<?> parsed(Declaration declared, String text) {
        return declared.kind().parse(text);
    }

    /** The one value, where there is one. */
    <T> Optional<T> as(Class<T> type) {
        return held(type.getSimpleName()).map(type::cast);
    }

    /** The values of a list, none where it is not set. */
    <T> List<T> listOf(Class<T> part) {
        return held("List<" + part.getSimpleName() + ">")
                .map(list -> ((List<?>) list).stream().map(part::cast).toList())
                .orElse(List.of());
    }

    /** The lists of clients, none where they are not set. */
    <T> ByClient<T> byClient(Class<T> part) {
        return held("ByClient<" + part.getSimpleName() + ">")
                .map(lists -> ((ByClient<?>) lists).map(part::cast))
                .orElseGet(() -> new ByClient<>(List.of(), Map.of()));
    }

    private Optional<?> held(String asked) {
        SettingType<?> kind = declared.kind();
        if (!kind.holds().equals(asked)) {
            throw new IllegalArgumentException("setting '" + declared.key() + "' is of kind " + kind.word()
                    + " and holds " + kind.holds() + ", but was asked for " + asked);
        }
        return value;
    }

    /** What routes see of it: the text under its key, and a length of time also in milliseconds. */
    Map<String, String> placeholders() {
        Map<String, String> set = new HashMap<>();
        value.ifPresent(known -> {
            set.put(declared.key(), forRoutes(known));
            declared.millisKey().ifPresent(key -> set.put(key, String.valueOf(((Duration) known).toMillis())));
        });
        return set;
    }

    private String forRoutes(Object known) {
        return known instanceof URI address
                ? HostName.standIn(address).toString()
                : known instanceof String || known instanceof ZoneId ? known.toString() : text;
    }
}
