package vpnsentinel.store;

/** The store does not answer. The message is one clause for people, and names the file or the database. */
public final class StoreTrouble extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StoreTrouble(String message) {
        super(message);
    }
}
