package vpnsentinel.settings;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Values separated by commas or blanks.
 *
 * @param part how Java holds each
 * @param parser reads each; empty for what is none
 * @param none the word that stands for no value at all, empty where there is no such word
 */
record ListType<E>(String word, Class<E> part, Function<String, Optional<E>> parser, String none, String expected)
        implements SettingType<List<E>> {
    @Override
    public String holds() {
        return "List<" + part.getSimpleName() + ">";
    }

    @Override
    public Optional<List<E>> parse(String text) {
        return text.equals(none) ? Optional.of(List.of()) : all(text.split("[,\\s]+"), parser);
    }

    /** All parts that are not empty, read; empty when one of them cannot be. */
    static <T> Optional<List<T>> all(String[] parts, Function<String, Optional<T>> parser) {
        List<T> values = new ArrayList<>();
        for (String part : Arrays.stream(parts)
                .map(String::strip)
                .filter(p -> !p.isEmpty())
                .toList()) {
            Optional<T> value = parser.apply(part);
            if (value.isEmpty()) {
                return Optional.empty();
            }
            values.add(value.get());
        }
        return Optional.of(List.copyOf(values));
    }
}
