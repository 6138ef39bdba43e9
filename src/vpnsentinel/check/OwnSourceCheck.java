package vpnsentinel.check;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import vpnsentinel.network.Endpoint;
import vpnsentinel.network.PublicReachability;

/** Finds out whether the server can be a source itself: of its own zone, of STUN, and of its door from outside. */
public final class OwnSourceCheck {
    private final BooleanSupplier running;

    /**
     * A check beside a server.
     *
     * @param running whether this product runs here already, and so holds its ports
     */
    public OwnSourceCheck(BooleanSupplier running) {
        this.running = running;
    }

    /**
     * Whether the zone can be answered.
     *
     * @param name the zone, empty for none
     */
    public CheckRow zone(String name, Endpoint at) {
        String what = "server: own DNS zone";
        if (name.isEmpty()) {
            return CheckRow.of(
                    what, CheckOutcome.NOTE, "none", "VPN_SENTINEL_DNS_ECHO_ZONE lets the server see resolvers itself");
        }
        return port(what, name + ", port " + at.port(), at, true)
                .orElseGet(() -> CheckRow.of(
                        what,
                        CheckOutcome.FAILED,
                        "cannot listen on " + at.host() + ":" + at.port() + ", UDP and TCP, for " + name,
                        "stop the program that holds it, or set VPN_SENTINEL_DNS_ECHO_PORT to another port"));
    }

    /** Whether STUN can be answered; empty: it is not meant to be. */
    public CheckRow stun(Optional<Endpoint> listener) {
        String what = "server: own STUN";
        if (listener.isEmpty()) {
            return CheckRow.of(
                    what, CheckOutcome.NOTE, "off", "VPN_SENTINEL_SERVER_STUN_PORT=3478 lets the server answer it");
        }
        Endpoint at = listener.get();
        return port(what, "port " + at.port(), at, false)
                .orElseGet(() -> CheckRow.of(
                        what,
                        CheckOutcome.FAILED,
                        "cannot listen on " + at.host() + ":" + at.port() + ", UDP",
                        "stop the program that holds it, or set VPN_SENTINEL_SERVER_STUN_PORT to another port"));
    }

    /** Empty when a stranger holds it. */
    private Optional<CheckRow> port(String what, String words, Endpoint at, boolean alsoTcp) {
        if (isFree(at, alsoTcp)) {
            return Optional.of(CheckRow.of(what, CheckOutcome.OK, words + " is free", ""));
        }
        return running.getAsBoolean()
                ? Optional.of(CheckRow.of(what, CheckOutcome.OK, words + " is held while VPN Sentinel runs here", ""))
                : Optional.empty();
    }

    private static boolean isFree(Endpoint at, boolean alsoTcp) {
        try {
            InetSocketAddress address = new InetSocketAddress(InetAddress.getByName(at.host()), at.port());
            try (DatagramSocket udp = new DatagramSocket(address);
                    ServerSocket tcp = new ServerSocket()) {
                tcp.setReuseAddress(true); // as the listener itself does
                if (alsoTcp) {
                    tcp.bind(address);
                }
                return udp.isBound();
            }
        } catch (IOException busy) {
            return false;
        }
    }

    /**
     * Whether the server reaches itself from outside.
     *
     * @param url where it is reached, empty for nowhere
     * @param found what an attempt showed
     */
    public CheckRow door(Optional<URI> url, Optional<PublicReachability> found) {
        String what = "server: public door";
        if (url.isEmpty() || found.isEmpty()) {
            return CheckRow.of(
                    what, CheckOutcome.NOTE, "none", "VPN_SENTINEL_PUBLIC_URL lets a closed kill switch be proven");
        }
        if (found.get().answers()) {
            return CheckRow.of(what, CheckOutcome.OK, url.get() + " answers from here", "");
        }
        return running.getAsBoolean()
                ? CheckRow.of(
                        what,
                        CheckOutcome.MISSING,
                        url.get() + " does not answer from here",
                        "is its port forwarded, and does the router lead its own network there? Without, nobody's"
                                + " kill switch is proven closed")
                : CheckRow.of(
                        what,
                        CheckOutcome.NOTE,
                        url.get() + " does not answer while no server runs here",
                        "start it first");
    }
}
