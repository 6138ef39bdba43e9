package vpnsentinel.launch;

/** Names of the exchange properties that the steps of routes share. */
final class Steps {
    /** {@link vpnsentinel.access.Caller}: where the request came from. */
    static final String CALLER = "caller";
    /** {@link vpnsentinel.wire.Keepalive}: the keepalive that is being received. */
    static final String KEEPALIVE = "keepalive";
    /** {@link vpnsentinel.fleet.Case}: the judgement under way. */
    static final String CASE = "case";
    /** Boolean: whether the rules found anything. */
    static final String FOUND = "found";
    /** List of String: the ids of what the rules found. */
    static final String FINDINGS = "findings";

    private Steps() {}
}
