package vpnsentinel.wire;

/** A request that the contract refuses. Its message is the {@code error} of the answer's body. */
public final class Rejection extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;

    public Rejection(int status, String error) {
        super(error, null, false, false);
        this.status = status;
    }

    /** The HTTP status to answer with. */
    public int status() {
        return status;
    }
}
