package lab.row;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import lab.net.Pause;

/** The home line, and the way to the server. */
final class HomeFaults {
    /** A resolver in between may know the former address for a second longer; and one more for a slow machine. */
    private static final Duration TO_FOLLOW = Duration.ofSeconds(5 + 1 + 1);

    static final Fault SECOND_LINE = Fault.network(
            "the client by another address of the home provider",
            "at home nft insert rule inet home post oifname wan ip saddr 192.168.1.20 snat ip to $HOME_OTHER",
            "home_address $HOME_V4");

    static final Fault HOME_MOVED =
            Fault.network("home address changed", "home_address $HOME_MOVED", "home_address $HOME_V4");

    /** The dynamic name of the home follows, and who calls the server by it is back soon. */
    static final Fault NAME_FOLLOWS = Fault.act("the name follows, and the client with it", stage -> {
        Instant moved = Instant.now();
        stage.core(stage.fill("name home.example.net $HOME_MOVED"));
        while (!lastSeen(stage).isAfter(moved)) {
            if (Duration.between(moved, Instant.now()).compareTo(TO_FOLLOW) > 0) {
                throw new IllegalStateException(
                        "not heard for " + TO_FOLLOW.toSeconds() + " s after its server's name moved");
            }
            Pause.of(Duration.ofMillis(100));
        }
    });

    static final Fault CLIENT_BY_FORMER_ADDRESS = Fault.network(
            "the client by the former address",
            "at home nft insert rule inet home post oifname wan ip saddr 192.168.1.20 snat ip to $HOME_V4",
            "home_address $HOME_V4");

    static final Fault SERVER_UNREACHABLE =
            Fault.network("server unreachable", "drop_at home forward 'tcp dport 5000'", "pass_at home");

    /** The server sees who calls it by its public name from the LAN come from the home's public address. */
    static final Fault HAIRPIN_BY_PUBLIC_ADDRESS = Fault.network(
            "hairpin by the public address",
            "at home nft insert rule inet home post oifname lan ip saddr 192.168.1.20 ct status dnat snat ip to $HOME_V4",
            "home_address $HOME_V4");

    static final Fault SERVER_WITHOUT_ECHOES = Fault.all(
            BesideFaults.SERVER_WITHOUT_V6,
            Fault.network(
                    "no echo service for the server",
                    "drop_at home forward \"ip saddr 192.168.1.10 ip daddr { 1.1.1.1, $(echo $ECHOES | tr ' ' ,) }\"",
                    "pass_at home"));

    /** The VPN container is the server's gateway. */
    static final Fault SERVER_BEHIND_TUNNEL =
            Fault.all(BesideFaults.SERVER_WITHOUT_V6, Fault.network("the server behind the tunnel", """
            at client nft -f - <<NFT
            table inet gateway {
              chain post {
                type nat hook postrouting priority srcnat;
                oifname "wg0" ip saddr 192.168.1.10 masquerade
              }
            }
            NFT
            ip -n $W-server route add default via 192.168.1.20 dev eth0 metric 10
            """, """
            ip -n $W-server route del default via 192.168.1.20 dev eth0
            at client nft delete table inet gateway
            """));

    static final Fault PROXY = new Fault(
            "a reverse proxy",
            stage -> stage.agent("home", "proxy 5001 192.168.1.10 5000"),
            stage -> stage.agent("home", "drop"));

    private HomeFaults() {}

    private static Instant lastSeen(Stage stage) {
        String text = stage.client().path("last_seen").asText();
        return text.isEmpty() ? Instant.EPOCH : OffsetDateTime.parse(text).toInstant();
    }
}
