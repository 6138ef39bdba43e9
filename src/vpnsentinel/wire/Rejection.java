package vpnsentinel.wire;

/** A request that the contract refuses. */
public final class Rejection extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String error;
    private final String advice;

    /** A refusal whose {@code error} says it all. */
    public Rejection(int status, String error) {
        this(status, error, "");
    }

    /** A refusal that also says what would have been right. */
    public Rejection(int status, String error, String advice) {
        super(error, null, false, false);
        this.status = status;
        this.error = error;
        this.advice = advice;
    }

    /** The HTTP status to answer with. */
    public int status() {
        return status;
    }

    /** The {@code error} of the answer's body. */
    public String error() {
        return error;
    }

    /** The {@code message} of the answer's body, empty when there is none. */
    public String advice() {
        return advice;
    }
}
