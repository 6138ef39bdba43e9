package vpnsentinel.settings;

import java.util.List;
import java.util.Optional;

/** One of a few words. */
record ChoiceType(List<String> words) implements SettingType<Choice> {
    ChoiceType {
        words = List.copyOf(words);
    }

    @Override
    public String word() {
        return "one-of";
    }

    @Override
    public String holds() {
        return "Choice";
    }

    @Override
    public Optional<Choice> parse(String text) {
        return words.contains(text) ? Optional.of(new Choice(text, words)) : Optional.empty();
    }

    @Override
    public String expected() {
        return "one of " + String.join(", ", words);
    }
}
