package bench;

/**
 * One run of wrk against one side.
 *
 * @param cpu CPU microseconds that the server's process used for each request
 * @param generator the share of one CPU that wrk used
 * @param recorded how many keepalives the server says to have taken
 */
record Measurement(int connections, Wrk.Load load, double cpu, double generator, long recorded) {
    /** Requests each second. */
    double rate() {
        return load.requests() / load.seconds();
    }

    /** How many more the server took than wrk saw answered: those under way at the cut-off, one a connection at most. */
    long unseen() {
        return recorded - load.requests();
    }

    /** Whether every request was answered well and recorded. */
    boolean isWhole() {
        return load.refused() == 0 && load.broken() == 0 && unseen() >= 0 && unseen() <= connections;
    }
}
