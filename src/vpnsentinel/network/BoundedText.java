package vpnsentinel.network;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Text of others, which may hold anything, made fit to be shown: of bounded length, on one line, in its reading direction.
 * Lengths are counted in UTF-16 units, as Java and Telegram do; a character of two is never cut in half.
 */
public final class BoundedText {
    /** Control and format characters, halves of characters, and what separates words, lines, and paragraphs. */
    private static final Pattern BLANKS = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}\\s]+");

    private BoundedText() {}

    /**
     * The text on one line, without anything that is not seen, and with one blank where there was some of it. Empty when
     * there is none.
     */
    public static String line(@Nullable String text, int longest) {
        if (text == null) {
            return "";
        }
        return cut(isPlain(text) ? text : BLANKS.matcher(text).replaceAll(" ").strip(), longest);
    }

    /** Whether it is printable ASCII with single blanks between words, as most is: then there is nothing to do. */
    private static boolean isPlain(String text) {
        boolean blank = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~' || (blank && c == ' ')) {
                return false;
            }
            blank = c == ' ';
        }
        return !blank || text.isEmpty();
    }

    /** The text, or as much of its beginning as fits; an ellipsis, which counts, stands for the rest. */
    public static String cut(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        int end = longest - 1;
        return text.substring(0, end > 0 && Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
    }
}
