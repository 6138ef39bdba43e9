package vpnsentinel.store;

/**
 * Whether the store works.
 *
 * @param trouble why it does not, one clause for people that names the file or the database; empty when it does
 * @param waiting how much work waits for it
 */
public record StoreState(String trouble, int waiting) {
    /** Whether it takes what is handed in. */
    public boolean works() {
        return trouble.isEmpty();
    }

    /** What is wrong, and what that means, as a sentence for people. */
    public String words() {
        return trouble
                + "; what changes is judged and told all the same, and kept in memory until the store works again"
                + (waiting > 0 ? " (" + waiting + " waiting)" : "");
    }
}
