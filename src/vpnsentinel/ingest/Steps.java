package vpnsentinel.ingest;

import vpnsentinel.http.RequestMessage;

/** Names of the exchange properties that the steps of routes share. */
public final class Steps {
    /** {@link vpnsentinel.access.Caller}: where the request came from. */
    public static final String CALLER = RequestMessage.CALLER;
    /** {@link vpnsentinel.fleet.PendingJudgement}: the judgement under way. */
    static final String CASE = "case";
    /** Boolean: whether the rules found anything. */
    static final String FOUND = "found";
    /** List of String: the ids of what the rules found. */
    static final String FINDINGS = "findings";

    /** {@link vpnsentinel.fleet.Colour}: what the finding in the body is worth. */
    static final String COLOUR = "colour";

    /** {@link vpnsentinel.fleet.Fleet.Recorded}: what a recorded judgement led to. */
    static final String OUTCOME = "outcome";

    /** Boolean: the request is a beat. */
    static final String BEAT = "beat";

    /** Boolean: whether it is time to learn the home line again. */
    public static final String DUE = "due";

    private Steps() {}
}
