package vpnsentinel.alert;

import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Telegram's HTML: escaping, and how long a text is once its tags and entities are read. */
final class Html {
    /** Longest text of a message, after its entities are parsed (Bot API, sendMessage). */
    static final int LONGEST = 4096;

    private static final Pattern TAG = Pattern.compile("<[^>]*>");
    private static final Pattern ENTITY = Pattern.compile("&(?:#\\d+|#x[0-9a-fA-F]+|lt|gt|amp|quot);");

    private Html() {}

    /** The message in Telegram's HTML, its headline in bold type. */
    static String of(Told told) {
        String head = told.mark() + " <b>" + escape(told.headline()) + "</b>";
        String body = Stream.of(told.what(), told.advice(), told.rest())
                .filter(line -> !line.isEmpty())
                .map(line -> "\n" + escape(line))
                .collect(Collectors.joining());
        return ascii(head + body);
    }

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /** How many characters people see of it; an astral character counts as two. */
    static int visibleLength(String html) {
        String text = TAG.matcher(html).replaceAll("");
        return ENTITY.matcher(text)
                .replaceAll(entity -> isAstral(entity.group()) ? "xx" : "x")
                .strip()
                .length();
    }

    private static boolean isAstral(String entity) {
        return entity.startsWith("&#") && entity.length() > "&#65535;".length();
    }

    /**
     * The same text in ASCII, other characters as numbered entities: Camel's Telegram component writes in the platform's
     * character set, which turns them into question marks on Java 17 with {@code LANG=C}.
     */
    static String ascii(String html) {
        StringBuilder ascii = new StringBuilder(html.length() + 64);
        html.codePoints().forEach(c -> {
            if (c < 128) {
                ascii.append((char) c);
            } else {
                ascii.append("&#").append(c).append(';');
            }
        });
        return ascii.toString();
    }
}
