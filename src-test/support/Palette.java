package support;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vpnsentinel.network.Fact;

/** Edits of colour-finding.camel.yaml, as a user makes them. */
public final class Palette {
    private Palette() {}

    /** The text with another word behind the {@code ref:} of that finding. */
    public static String recolour(String text, Fact fact, String word) {
        Matcher at = Pattern.compile("(?s)(== '" + fact.id() + "'.*?ref: )\\w+").matcher(text);
        if (!at.find()) {
            throw new IllegalArgumentException(fact.id() + " has no colour in the file");
        }
        return text.substring(0, at.start()) + at.group(1) + word + text.substring(at.end());
    }

    /** The text without the {@code when} of that finding. */
    public static String without(String text, Fact fact) {
        Matcher at = Pattern.compile("(?m)^ {14}- expression:\\R.*\\R.*== '" + fact.id() + "'.*\\R(?:.*\\R){3}")
                .matcher(text);
        if (!at.find()) {
            throw new IllegalArgumentException(fact.id() + " has no colour in the file");
        }
        return text.substring(0, at.start()) + text.substring(at.end());
    }
}
