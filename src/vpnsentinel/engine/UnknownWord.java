package vpnsentinel.engine;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** A word in a route file that names nothing there is. Its message says which, and what may be meant. */
public final class UnknownWord extends RuntimeException {
    private static final long serialVersionUID = 1L;
    /** More letters wrong than this is another word. */
    private static final int MOST_WRONG = 3;

    private final String word;

    /**
     * @param kind what the word should name: {@code finding}
     * @param known all that it might
     */
    public UnknownWord(String kind, String word, Collection<String> known) {
        super("no " + kind + " is named '" + word + "'"
                + nearest(word, known)
                        .map(meant -> "; did you mean '" + meant + "'?")
                        .orElse(""));
        this.word = word;
    }

    String word() {
        return word;
    }

    private static Optional<String> nearest(String word, Collection<String> known) {
        return known.stream()
                .filter(each -> wrong(word, each) <= MOST_WRONG)
                .min(Comparator.comparingInt(each -> wrong(word, each)));
    }

    /** How many letters have to be put in, taken out, or replaced (Levenshtein's distance). */
    private static int wrong(String one, String other) {
        int[] before = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            before[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int[] row = new int[before.length];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int replaced = before[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, Math.min(before[j], row[j - 1]) + 1);
            }
            before = row;
        }
        return before[other.length()];
    }
}
