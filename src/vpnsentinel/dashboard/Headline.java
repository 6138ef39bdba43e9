package vpnsentinel.dashboard;

import java.util.Map;
import vpnsentinel.words.Catalogue;
import vpnsentinel.words.Sentence;

/** The one line on top of the page: the worst that is true of any client. Pure. */
final class Headline {
    private Headline() {}

    /** The verdict on all clients together, with the tone of the worst. */
    static Badge of(Map<Tone, Long> byTone) {
        for (Tone tone : new Tone[] {Tone.RED, Tone.SILENT, Tone.YELLOW}) {
            long number = byTone.getOrDefault(tone, 0L);
            if (number > 0) {
                return Badge.of(tone, words("page." + tone.word(), number));
            }
        }
        return calm(byTone.getOrDefault(Tone.GREEN, 0L), byTone.getOrDefault(Tone.STOPPED, 0L));
    }

    private static Badge calm(long green, long stopped) {
        if (green == 0) {
            return Badge.of(Tone.STOPPED, Catalogue.WORDS.text(stopped == 0 ? "page.nobody" : "page.nobody-runs"));
        }
        return Badge.of(Tone.GREEN, words(stopped == 0 ? "page.green" : "page.green-running", green));
    }

    /** One line below the verdict: what is true of the others. */
    static String rest(Map<Tone, Long> byTone) {
        long all = byTone.values().stream().mapToLong(Long::longValue).sum();
        long green = byTone.getOrDefault(Tone.GREEN, 0L);
        if (all == 0) {
            return Catalogue.WORDS.text("page.rest.nobody");
        }
        return green == all
                ? Catalogue.WORDS.text("page.rest.all")
                : Sentence.of("page.rest.some", "green", green, "all", all).text();
    }

    private static String words(String key, long number) {
        return Sentence.of(key + (number == 1 ? ".one" : ".many"), "count", number)
                .text();
    }
}
