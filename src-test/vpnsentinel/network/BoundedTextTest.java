package vpnsentinel.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Escapes are written as Java does, so that a row shows what it holds. */
class BoundedTextTest {
    private static final Pattern UNICODE = Pattern.compile("\\\\u([0-9a-f]{4})");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "                                  | \"\"",
                "\"\"                              | \"\"",
                "plain                             | plain",
                "Zürich, 東京                      | Zürich, 東京",
                "\"  around  it \"                 | around it",
                "one\\r\\ntwo                      | one two",
                "one\\n\\n\\ttwo                   | one two",
                "one\\u2028two\\u2029three         | one two three",
                "nul\\0                            | nul",
                "\\u001b[31mred                    | [31mred",
                "\\u0085next                       | next",
                "a\\u202etxt.exe                   | a txt.exe",
                "a\\u200bb\\ufeff                  | a b",
                "high \\ud83d alone                | high alone",
                "low \\udee1 alone                 | low alone",
                "swapped \\udee1\\ud83d            | swapped",
                "\\ud83d\\udee1                    | \\ud83d\\udee1",
            })
    void whatIsNotSeenBecomesABlank(String text, String line) {
        assertThat(BoundedText.line(unescaped(text), 100)).isEqualTo(unescaped(line));
    }

    @ParameterizedTest
    @CsvSource({
        "abcd, 4, abcd",
        "abcde, 4, abc…",
        "ab🛡, 4, ab🛡",
        "ab🛡c, 4, ab…",
        "abc🛡, 4, abc…",
        "a🛡bc, 4, a🛡…",
        "🛡🛡🛡, 2, …",
        "🛡, 1, …",
        "ab, 1, …",
    })
    void aLongTextIsCutBetweenCharacters(String text, int longest, String cut) {
        assertThat(BoundedText.cut(text, longest)).isEqualTo(cut);
        assertThat(BoundedText.line(text, longest)).isEqualTo(cut);
    }

    @Test
    void whatIsCutMayHaveLines() {
        assertThat(BoundedText.cut("one\ntwo\nthree", 9)).isEqualTo("one\ntwo\n…");
    }

    private static @Nullable String unescaped(@Nullable String text) {
        return text == null
                ? null
                : UNICODE.matcher(text)
                        .replaceAll(hit -> Character.toString(Integer.parseInt(hit.group(1), 16)))
                        .translateEscapes();
    }
}
