package lab.row;

/** What happens to the product itself. */
final class ProductFaults {
    static final Fault SERVER_RESTARTED = Fault.act("server restarted", Stage::restartServer);

    static final Fault CLIENT_RESTARTED = Fault.act("client restarted", Stage::restartClients);

    static final Fault SERVER_KILLED = Fault.act("server killed and started", Stage::killAndStartServer);

    /** Three hours on for everything that runs under the false clock; its steady clock goes on as it was. */
    static final Fault CLOCK_JUMPED = new Fault(
            "clock jumped",
            stage -> stage.world().run("echo +3h >$DIR/clock"),
            stage -> stage.world().run("echo +0 >$DIR/clock"));

    private ProductFaults() {}
}
