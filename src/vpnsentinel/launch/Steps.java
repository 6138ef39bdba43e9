package vpnsentinel.launch;

/** Names of the exchange properties that the steps of routes share. */
final class Steps {
    /** {@link vpnsentinel.access.Caller}: where the request came from. */
    static final String CALLER = "caller";
    /** {@link vpnsentinel.fleet.Case}: the judgement under way. */
    static final String CASE = "case";
    /** Boolean: whether the rules found anything. */
    static final String FOUND = "found";
    /** List of String: the ids of what the rules found. */
    static final String FINDINGS = "findings";

    /** {@link vpnsentinel.fleet.Fleet.Outcome}: what a recorded judgement led to. */
    static final String OUTCOME = "outcome";

    /** Boolean: the request is a beat. */
    static final String BEAT = "beat";

    /** Boolean: whether it is time to learn the home line again. */
    static final String DUE = "due";

    private Steps() {}
}
