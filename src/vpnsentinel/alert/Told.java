package vpnsentinel.alert;

import java.util.stream.Stream;

/**
 * A message in the order in which it is read, each part on a line of its own, unknown parts empty.
 *
 * @param mark the colour, or what it is about, as one sign: {@code 🔴}
 * @param headline who and what: {@code new-york is exposed}
 * @param what what was seen, and what was before
 * @param advice what to do
 * @param rest what else there is, and where to read it
 */
public record Told(String mark, String headline, String what, String advice, String rest) {
    static Told of(String mark, String headline, String what, String advice) {
        return new Told(mark, headline, what, advice, "");
    }

    /** The same in plain words. */
    String plain() {
        return String.join(
                "\n",
                Stream.of((mark + " " + headline).strip(), what, advice, rest)
                        .filter(line -> !line.isEmpty())
                        .toList());
    }
}
