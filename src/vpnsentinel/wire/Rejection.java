package vpnsentinel.wire;

/** A request that the contract refuses. */
public final class Rejection extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String error;

    public Rejection(int status, String error) {
        super(error, null, false, false);
        this.status = status;
        this.error = error;
    }

    /** The HTTP status to answer with. */
    public int status() {
        return status;
    }

    /** The {@code error} of the answer's body. */
    public String error() {
        return error;
    }
}
