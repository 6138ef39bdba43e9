package lab.row;

import java.time.Duration;
import lab.net.Pause;

/** Other resolvers, and other ways to them. */
final class DnsFaults {
    static final Fault DNS_OF_ISP_OUTSIDE = outside("$HOME_RESOLVER");

    static final Fault DNS_PUBLIC_INSIDE =
            Fault.network("public resolver inside", "resolver client $PUBLIC_RESOLVER", "resolver client 10.8.0.1");

    static final Fault DNS_PUBLIC_OUTSIDE = outside("$PUBLIC_RESOLVER");

    static final Fault DNS_CLOUDFLARE_OUTSIDE = outside("1.1.1.1");

    static final Fault DNS_DEAD = Fault.network(
            "resolver dead",
            "drop_at vpn1 input 'iifname \"wg0\" meta l4proto { tcp, udp } th dport 53'",
            "pass_at vpn1");

    /** The resolver itself is reached, and nobody by it. */
    static final Fault DNS_FAILS = Fault.network(
            "resolver cut off", "drop_at vpn1 output 'meta l4proto { tcp, udp } th dport 53'", "pass_at vpn1");

    static final Fault SECOND_NAME_SERVER_DEAD = Fault.network(
            "a second name server that is dead", "resolver client 10.8.0.1 10.8.0.9", "resolver client 10.8.0.1");

    /** The dead one of two is noted. */
    static final Fault NOTED = Fault.act("noted", DnsFaults::awaitNote);

    static final Fault DNS_SHARED = Fault.network(
            "home and tunnel share a public resolver",
            "resolver server $PUBLIC_RESOLVER; resolver client $PUBLIC_RESOLVER",
            "resolver server $HOME_RESOLVER; resolver client 10.8.0.1");

    static final Fault DNS_FORWARDER = new Fault(
            "local forwarder",
            stage -> {
                stage.forwardTo("10.8.0.1", "");
                stage.world().run("resolver client 127.0.0.1");
            },
            stage -> stage.world().run("resolver client 10.8.0.1"));

    /** The forwarder's own questions leave by the home line; nothing in the client's configuration or main routes changes. */
    static final Fault FORWARDER_LEAKS = new Fault(
            "the forwarder asks by eth0",
            stage -> stage.forwardTo("$HOME_RESOLVER", "192.168.1.20"),
            stage -> stage.forwardTo("10.8.0.1", ""));

    /** The public resolver answers as Quad9 does. */
    static final Fault TRANSPORT_SHOWN = Fault.act("transport shown", DnsFaults::awaitTransport);

    private static final int LOOKS = 40;

    private DnsFaults() {}

    private static void awaitNote(Stage stage) {
        String notes = "";
        for (int i = 0; i < LOOKS; i++) {
            notes = stage.client().path("notes").toString();
            if (notes.contains("10.8.0.9")) {
                return;
            }
            Pause.of(Duration.ofMillis(500));
        }
        throw new IllegalStateException("the server notes " + notes);
    }

    private static void awaitTransport(Stage stage) {
        String shown = "";
        for (int i = 0; i < LOOKS; i++) {
            shown = stage.client().path("dns_transport").asText();
            if (shown.equals("do53-udp")) {
                return;
            }
            Pause.of(Duration.ofMillis(500));
        }
        throw new IllegalStateException("the server says that the resolver is asked by '" + shown + "'");
    }

    private static Fault outside(String resolver) {
        return Fault.network(
                "resolver " + resolver + " outside",
                "ip -n $W-client route add " + resolver + " via 192.168.1.1 dev eth0; resolver client " + resolver,
                "resolver client 10.8.0.1; ip -n $W-client route del " + resolver + " via 192.168.1.1 dev eth0");
    }
}
