package vpnsentinel.ingest;

/** Names of the exchange properties that these steps leave to each other and to the routes. */
final class Steps {
    /** {@link vpnsentinel.fleet.PendingJudgement}: the judgement under way. */
    static final String PENDING = "pending-judgement";
    /** Boolean: whether the rules found anything. */
    static final String FOUND = "found";
    /** List of String: the ids of what the rules found. */
    static final String FINDINGS = "findings";
    /** {@link vpnsentinel.fleet.Colour}: what the finding in the body is worth. */
    static final String COLOUR = "colour";
    /** {@link vpnsentinel.fleet.Fleet.Recorded}: what a recorded judgement led to. */
    static final String RECORDED = "recorded";
    /** Boolean: the request is a beat. */
    static final String BEAT = "beat";
    /** Boolean: whether it is time to learn the home line again. */
    static final String LESSON_DUE = "lesson-due";

    private Steps() {}
}
