package lab.row;

/** What happens to the product itself. */
final class ProductFaults {
    static final Fault SERVER_RESTARTED = Fault.act("server restarted", Stage::restartServer);

    static final Fault CLIENT_RESTARTED = Fault.act("client restarted", Stage::restartClients);

    static final Fault SERVER_KILLED = Fault.act("server killed and started", Stage::killAndStartServer);

    static final Fault TWIN_STARTED = Fault.act("another client of the same id", Stage::startTwin);

    /** Three hours on for everything that runs under the false clock; its steady clock goes on as it was. */
    static final Fault CLOCK_JUMPED = Fault.all(clock("server", "+3h"), clock("client", "+3h"));

    /** The server's clock, which measures the silence, stays true. */
    static final Fault CLIENT_CLOCK_SET_BACK = clock("client", "-3h");

    static final Fault SERVER_CLOCK_SET_BACK = clock("server", "-3h");

    private ProductFaults() {}

    private static Fault clock(String half, String difference) {
        return new Fault(
                "clock of the " + half + " " + difference,
                stage -> stage.setClock(half, difference),
                stage -> stage.setClock(half, "+0"));
    }
}
