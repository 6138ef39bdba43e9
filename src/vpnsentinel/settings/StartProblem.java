package vpnsentinel.settings;

/** The process cannot start. Its message is the one line that is shown: what, which value, what is expected. */
public final class StartProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StartProblem(String message) {
        super(message);
    }

    /** The one line that says why something could not start. */
    public static String readable(Throwable thrown) {
        Throwable cause = thrown;
        while (!(cause instanceof StartProblem) && cause.getCause() != null) {
            cause = cause.getCause();
        }
        String message = cause.getMessage();
        return Secrets.hide(cause instanceof StartProblem && message != null ? message : cause.toString());
    }
}
