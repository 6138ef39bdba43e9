package vpnsentinel.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DialTest {
    private static final Dial.Way BRIDGE = new Dial.Way("eth0", false, "172.31.255.0/28");
    private static final Dial.Way TUNNEL = new Dial.Way("tun0", true, "10.8.0.0/24");

    @Test
    void silenceOfAPrivateAddressNamesTheFirewallAndTheRuleThatOpensIt() {
        assertThat(new Dial(Dial.End.SILENT, true, 5000, Optional.of(BRIDGE)).hint())
                .contains("a firewall is in the way", "ufw allow proto tcp from 172.31.255.0/28 to any port 5000")
                .contains("FIREWALL_OUTBOUND_SUBNETS");
    }

    @Test
    void aPrivateAddressThatLiesBehindTheTunnelIsSaid() {
        assertThat(new Dial(Dial.End.SILENT, true, 5000, Optional.of(TUNNEL)).hint())
                .contains("leads into the tunnel (tun0)", "FIREWALL_OUTBOUND_SUBNETS", "public name")
                .doesNotContain("ufw");
    }

    @Test
    void aPublicAddressIsNoMatterOfTheHostsFirewall() {
        assertThat(new Dial(Dial.End.SILENT, false, 5000, Optional.of(BRIDGE)).hint())
                .contains("is VPN_SENTINEL_URL right")
                .doesNotContain("ufw");
    }

    @Test
    void aConnectionThatNothingComesBackToIsSilent() throws IOException {
        List<Socket> waiting = new ArrayList<>();
        try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            fill(busy, waiting);

            Dial dial = Dial.to(URI.create("http://127.0.0.1:" + busy.getLocalPort()), Duration.ofSeconds(1));

            assertThat(dial.end()).isEqualTo(Dial.End.SILENT);
            assertThat(dial.words("")).isEqualTo("no answer to a connection");
            assertThat(dial.way())
                    .hasValueSatisfying(way -> assertThat(way.network()).isEqualTo("127.0.0.0/8"));
        } finally {
            for (Socket each : waiting) {
                each.close();
            }
        }
    }

    /** A queue that is full drops what else comes, as a firewall does. */
    private static void fill(ServerSocket busy, List<Socket> waiting) throws IOException {
        for (int i = 0; i < 16; i++) {
            Socket next = new Socket();
            waiting.add(next);
            try {
                next.connect(busy.getLocalSocketAddress(), 300);
            } catch (SocketTimeoutException full) {
                return;
            }
        }
    }
}
