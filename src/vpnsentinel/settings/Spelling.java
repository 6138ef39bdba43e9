package vpnsentinel.settings;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds what was meant by a misspelt word. */
public final class Spelling {
    private Spelling() {}

    /**
     * The nearest of the known words, the first in the alphabet of equals; empty when none is near.
     *
     * @param mostEdits more letters changed, added, or left out than this make another word
     */
    public static Optional<String> nearest(String misspelt, Collection<String> known, int mostEdits) {
        return known.stream()
                .filter(each -> edits(misspelt, each) <= mostEdits)
                .min(Comparator.<String>comparingInt(each -> edits(misspelt, each))
                        .thenComparing(each -> each));
    }

    /** How many letters have to be changed, added, or left out (Levenshtein's distance). */
    private static int edits(String from, String to) {
        int[] row = new int[to.length() + 1];
        Arrays.setAll(row, i -> i);
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int changed = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[to.length()];
    }
}
