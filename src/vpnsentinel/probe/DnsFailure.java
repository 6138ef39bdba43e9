package vpnsentinel.probe;

/** A DNS question got no usable answer. Its message is one clause for people: {@code NXDOMAIN}. */
public final class DnsFailure extends Exception {
    private static final long serialVersionUID = 1L;

    /** A failure that the message names. */
    public DnsFailure(String why) {
        super(why, null, false, false);
    }
}
