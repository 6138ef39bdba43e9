package vpnsentinel.engine;

import java.util.Collection;
import vpnsentinel.settings.Spelling;

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
                + Spelling.nearest(word, known, MOST_WRONG)
                        .map(meant -> "; did you mean '" + meant + "'?")
                        .orElse(""));
        this.word = word;
    }

    String word() {
        return word;
    }
}
