package vpnsentinel.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The words for people. */
class CatalogueTest {
    /** Words of this house, which nobody knows who gets a message at night; settings and places for values aside. */
    private static final Pattern HOUSE = Pattern.compile(
            "(?i)\\b(rounds?|exits?|baseline|verifiable|keepalives?|findings?|verdicts?|egress|companions?|beats?|own path)\\b");

    private static final Pattern SETTING = Pattern.compile("_?[A-Z]+(_[A-Z]+)+(=\\w+)?|_[A-Z]+|\\{[^}]*}");

    private final Catalogue words = new Catalogue(Map.of(
            "one", "from {address} ({place})",
            "place", "in {country}",
            "list", "{names| and } or {names}",
            "broken", "a {b"));

    private String text(String key, Object... values) {
        return words.text(Sentence.of(key, values));
    }

    @Test
    void valuesAreTextSentencesOrLists() {
        assertThat(text("one", "address", "192.0.2.1", "place", Sentence.of("place", "country", "Sweden")))
                .isEqualTo("from 192.0.2.1 (in Sweden)");
        assertThat(text("list", "names", List.of("a", Sentence.of("place", "country", "b"))))
                .isEqualTo("a and in b or a, in b");
    }

    @Test
    void whatIsMissingIsSeenAndFailsNothing() {
        assertThat(text("one", "address", "192.0.2.1")).isEqualTo("from 192.0.2.1 ({place})");
        assertThat(text("nowhere")).isEqualTo("nowhere");
        assertThat(text("broken")).isEqualTo("a {b");
    }

    @Test
    void aValueIsNoPattern() {
        assertThat(text("one", "address", "{place}", "place", "{address}")).isEqualTo("from {place} ({address})");
        assertThat(Sentence.verbatim("{text} $1").text()).isEqualTo("{text} $1");
        assertThat(Sentence.verbatim("").text()).isEmpty();
    }

    static Stream<String> keys() {
        return Catalogue.WORDS.keys().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("keys")
    void nothingIsSaidInWordsOfThisHouse(String key) {
        String text = SETTING.matcher(Catalogue.WORDS.text(key)).replaceAll("");

        assertThat(HOUSE.matcher(text).results().map(word -> word.group())).isEmpty();
        assertThat(Catalogue.WORDS.text(key))
                .isEqualTo(Catalogue.WORDS.text(key).strip())
                .doesNotContain("\n");
    }
}
