package vpnsentinel.verdict;

/**
 * How well something was verified in the past.
 *
 * @param ever whether it ever was
 * @param misses how many keepalives in a row have brought nothing since
 */
public record Proof(boolean ever, int misses) {
    /** So many misses in a row are one too many to go on trusting the last proof without a word. */
    static final int MOST_MISSES = 2;

    /** Verified just now. */
    public static final Proof FRESH = new Proof(true, 0);

    boolean isLost() {
        return ever && misses >= MOST_MISSES;
    }
}
