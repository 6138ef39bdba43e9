package support;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vpnsentinel.network.Fact;

/** Edits of colour-finding.camel.yaml, as a user makes them. */
public final class Palette {
    private Palette() {}

    /** The text with that finding in the list of another colour. */
    public static String recolour(String text, Fact fact, String colour) {
        String rest = without(text, fact);
        int list = rest.lastIndexOf("expression:\n", rest.indexOf("ref: " + colour));
        if (list < 0) {
            throw new IllegalArgumentException(colour + " has no list in the file");
        }
        int start = rest.indexOf('\n', list) + 1;
        return rest.substring(0, start) + " ".repeat(22) + fact.id() + "\n" + rest.substring(start);
    }

    /** The text without that finding. */
    public static String without(String text, Fact fact) {
        Matcher at = name(fact).matcher(text);
        if (!at.find()) {
            throw new IllegalArgumentException(fact.id() + " is in no list of the file");
        }
        return text.substring(0, at.start()) + text.substring(at.end());
    }

    /** Finds the finding's name, and no other that holds it. */
    public static Pattern name(Fact fact) {
        return Pattern.compile("(?<![\\w-])" + fact.id() + "(?![\\w-])");
    }
}
