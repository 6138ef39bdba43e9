package vpnsentinel.command;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import vpnsentinel.check.CheckRow;
import vpnsentinel.check.KernelCheck;
import vpnsentinel.check.OwnSourceCheck;
import vpnsentinel.check.Timed;
import vpnsentinel.echoserver.HairpinCheck;
import vpnsentinel.home.HomeLine;
import vpnsentinel.network.PublicReachability;
import vpnsentinel.probe.PathProbe;
import vpnsentinel.probe.Surroundings;
import vpnsentinel.settings.Settings;

/** The sources that are this product's own, or this host's, for the check. */
final class CheckedSources {
    private static final Path PROC = Path.of("/proc");
    private static final Path SYS = Path.of("/sys");

    private CheckedSources() {}

    /**
     * What the server answers itself; only its door from outside is tried.
     *
     * @param running whether it runs here already
     */
    static List<CheckRow> server(Settings settings, BooleanSupplier running) {
        OwnSourceCheck check = new OwnSourceCheck(running);
        Optional<URI> url = settings.optionalUrl("server.public-url");
        Timed<Optional<PublicReachability>> door =
                Timed.of(() -> new HairpinCheck(settings, () -> HomeLine.UNKNOWN).answering());
        CheckRow row = check.door(url, door.value());
        return List.of(
                check.zone(settings.text("dns-echo.zone"), settings.listener("dns-echo")),
                check.stun(settings.optionalListener("server.stun")),
                url.isPresent() ? row.took(door.took()) : row);
    }

    /** What the client sees of its own network namespace; nobody is asked. */
    static List<CheckRow> client(Settings settings) {
        PathProbe.Targets targets = new PathProbe.Targets(
                settings.addresses("path.targets"), List::of, settings.prefixes("direct.allowed"));
        List<String> named = settings.list("tunnel.interfaces");
        Optional<Surroundings> seen = new PathProbe(targets, PROC, SYS, settings.path("probe.resolv-conf")).look(named);
        return List.of(
                KernelCheck.ways(seen, named),
                KernelCheck.sockets(PROC, seen, settings.isOn("sockets.on-hosts")),
                KernelCheck.killSwitch(settings.isOn("killswitch.probe")));
    }
}
