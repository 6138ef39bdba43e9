package vpnsentinel.engine;

/** Two routes that cannot run beside each other. Thrown by a {@link Wiring} that has looked at routes of a dry run. */
public final class RouteClash extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String one;
    private final String other;
    private final String matter;

    /**
     * @param one id of the one route
     * @param other id of the other one, the same as the first where a single one is wrong
     * @param matter what is wrong; {@code `/logs` is already served by} becomes a sentence with the other's file behind it
     */
    public RouteClash(String one, String other, String matter) {
        super(one.equals(other) ? matter : matter + " " + other);
        this.one = one;
        this.other = other;
        this.matter = matter;
    }

    String one() {
        return one;
    }

    String other() {
        return other;
    }

    /** The sentence for whoever came second. */
    String beside(String file) {
        return one.equals(other) ? matter : matter + " " + file;
    }
}
