package vpnsentinel.settings;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A word that was chosen among a few. */
record Choice(String word, List<String> among) {
    Choice {
        among = List.copyOf(among);
    }

    /**
     * The word as a constant.
     *
     * @param key the setting that was chosen
     * @throws IllegalArgumentException when the constants are not the words to choose among
     */
    <E extends Enum<E>> E of(String key, Class<E> constants) {
        List<String> words = Arrays.stream(constants.getEnumConstants())
                .map(each -> each.name().toLowerCase(Locale.ROOT))
                .toList();
        if (!words.equals(among)) {
            throw new IllegalArgumentException("setting '" + key + "' is one of " + among + ", and "
                    + constants.getSimpleName() + " one of " + words);
        }
        return Enum.valueOf(constants, word.toUpperCase(Locale.ROOT));
    }

    @Override
    public String toString() {
        return word;
    }
}
