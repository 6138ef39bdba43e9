package vpnsentinel.settings;

import java.util.Map;
import java.util.regex.Pattern;

/**
 * What the environment says, each value as people mean it. Programs that hand an environment over leave in it what an
 * editor or a shell would have taken off: blanks, and quotes around a whole value.
 *
 * @param values the variables as they are handed over
 */
record Environment(Map<String, String> values) {
    /** What examples write where a value of one's own belongs: {@code your_bot_token_here}, {@code <your-chat-id>}. */
    private static final Pattern PLACEHOLDER = Pattern.compile(
            "(?i)<?your[_-](?:[a-z0-9]+[_-])*" + "(?:here|key|token|secret|chat[_-]id|channel[_-]id|password)>?");

    private static final Pattern SERVER_PLACEHOLDER = Pattern.compile(
            "(?i)https?://<?your[_-](?:[a-z]+[_-])*(?:server|host|ip|url|domain|address)(?:[_-][a-z]+)*>?"
                    + "(?:\\.(?:com|net|org|tld|example))?(?::\\d+)?/*");

    /** The value of the variable without blanks and quotes around it; empty when it is not set. */
    String value(String name) {
        return bare(values.getOrDefault(name, ""));
    }

    /** The text without blanks around it, and without a pair of quotes around all of it. */
    static String bare(String text) {
        String stripped = text.strip();
        int last = stripped.length() - 1;
        if (last < 1) {
            return stripped;
        }
        char quote = stripped.charAt(0);
        boolean quoted = (quote == '"' || quote == '\'') && stripped.indexOf(quote, 1) == last;
        return quoted ? stripped.substring(1, last).strip() : stripped;
    }

    /** Whether the text only stands in an example for a value of one's own. */
    static boolean isPlaceholder(String text) {
        return PLACEHOLDER.matcher(text).matches()
                || SERVER_PLACEHOLDER.matcher(text).matches();
    }
}
