package vpnsentinel.launch;

/** The process cannot start. Its message is the one line that is shown: what, which value, what is expected. */
final class StartProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StartProblem(String message) {
        super(message);
    }
}
