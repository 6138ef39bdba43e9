package vpnsentinel.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import vpnsentinel.network.Endpoint;
import vpnsentinel.network.PublicReachability;

/** What the check says of the server as a source of its own. */
class OwnSourceCheckTest {
    private static final String HOST = "127.0.0.1";
    private static final Optional<URI> URL = Optional.of(URI.create("https://sentinel.test:5000"));

    private final OwnSourceCheck stopped = new OwnSourceCheck(() -> false);
    private final OwnSourceCheck running = new OwnSourceCheck(() -> true);

    private static DatagramSocket socket() throws IOException {
        return new DatagramSocket(new InetSocketAddress(InetAddress.getByName(HOST), 0));
    }

    @Test
    void aFreePortIsFree() throws IOException {
        int port;
        try (DatagramSocket socket = socket()) {
            port = socket.getLocalPort();
        }

        assertThat(stopped.stun(Optional.of(new Endpoint(HOST, port))).result()).isEqualTo("port " + port + " is free");
        assertThat(stopped.zone("leak.example.test", new Endpoint(HOST, port)).result())
                .isEqualTo("leak.example.test, port " + port + " is free");
    }

    @Test
    void aTakenPortIsFineWhileTheServerRunsHere() throws IOException {
        try (DatagramSocket taken = socket()) {
            int port = taken.getLocalPort();

            assertThat(stopped.stun(Optional.of(new Endpoint(HOST, port))).outcome())
                    .isEqualTo(CheckOutcome.FAILED);
            assertThat(stopped.zone("leak.example.test", new Endpoint(HOST, port))
                            .hint())
                    .contains("VPN_SENTINEL_DNS_ECHO_PORT");
            assertThat(running.stun(Optional.of(new Endpoint(HOST, port))).outcome())
                    .isEqualTo(CheckOutcome.OK);
            assertThat(running.zone("leak.example.test", new Endpoint(HOST, port))
                            .result())
                    .endsWith("held while VPN Sentinel runs here");
        }
    }

    @Test
    void whatIsNotSetFailsNothing() {
        assertThat(stopped.zone("", new Endpoint(HOST, 5300)).outcome()).isEqualTo(CheckOutcome.NOTE);
        assertThat(stopped.stun(Optional.empty()).outcome()).isEqualTo(CheckOutcome.NOTE);
        assertThat(stopped.door(Optional.empty(), Optional.empty()).outcome()).isEqualTo(CheckOutcome.NOTE);
    }

    @Test
    void aDoorThatDoesNotAnswerIsMissedWhileTheServerRuns() {
        Optional<PublicReachability> open = Optional.of(new PublicReachability(true, Optional.empty()));
        Optional<PublicReachability> shut = Optional.of(new PublicReachability(false, Optional.empty()));

        assertThat(running.door(URL, open).outcome()).isEqualTo(CheckOutcome.OK);
        assertThat(running.door(URL, shut).outcome()).isEqualTo(CheckOutcome.MISSING);
        assertThat(stopped.door(URL, shut).result()).contains("while no server runs here");
    }
}
