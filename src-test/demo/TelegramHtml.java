package demo;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Telegram's HTML as the Bot API reads it, with no leniency: what people see of it, or what is wrong with it. */
public final class TelegramHtml {
    private static final List<String> TAGS = List.of(
            "b",
            "strong",
            "i",
            "em",
            "u",
            "ins",
            "s",
            "strike",
            "del",
            "code",
            "pre",
            "a",
            "span",
            "tg-spoiler",
            "blockquote");
    private static final Pattern TOKEN =
            Pattern.compile("<(/?)([a-z-]+)((?:\\s[^<>]*)?)>|&(#\\d+|#x[0-9a-fA-F]+|lt|gt|amp|quot);|([<>&])");

    private TelegramHtml() {}

    /** What people see; throws with the Bot API's words when it cannot be parsed. */
    public static String text(String html) {
        Deque<String> open = new ArrayDeque<>();
        Matcher token = TOKEN.matcher(html);
        StringBuilder text = new StringBuilder();
        while (token.find()) {
            token.appendReplacement(text, "");
            if (token.group(5) != null) {
                throw broken("unexpected \"" + token.group(5) + "\" at " + token.start());
            } else if (token.group(4) != null) {
                text.append(character(token.group(4)));
            } else {
                tag(token.group(1).isEmpty(), token.group(2), open);
            }
        }
        token.appendTail(text);
        if (!open.isEmpty()) {
            throw broken("Can't find end tag corresponding to start tag " + open.peek());
        }
        return text.toString().strip();
    }

    private static void tag(boolean starts, String name, Deque<String> open) {
        if (!TAGS.contains(name)) {
            throw broken("Unsupported start tag \"" + name + "\"");
        }
        if (starts) {
            open.push(name);
        } else if (!name.equals(open.poll())) {
            throw broken("Unmatched end tag \"" + name + "\"");
        }
    }

    private static String character(String entity) {
        return switch (entity) {
            case "lt" -> "<";
            case "gt" -> ">";
            case "amp" -> "&";
            case "quot" -> "\"";
            default ->
                Character.toString(
                        entity.startsWith("#x")
                                ? Integer.parseInt(entity.substring(2), 16)
                                : Integer.parseInt(entity.substring(1)));
        };
    }

    private static IllegalArgumentException broken(String why) {
        return new IllegalArgumentException("Bad Request: can't parse entities: " + why);
    }
}
