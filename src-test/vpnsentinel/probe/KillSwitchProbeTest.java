package vpnsentinel.probe;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import support.FakeKernel;
import support.FakeStun;
import vpnsentinel.network.Address;
import vpnsentinel.network.KillSwitchSighting;
import vpnsentinel.network.KillSwitchSighting.Result;
import vpnsentinel.network.PathSighting;
import vpnsentinel.network.PublicReachability;

class KillSwitchProbeTest {
    private static final Set<Address> EXITS = Set.of(FakeKernel.address("198.51.100.10"));

    private final List<String> dialled = new ArrayList<>();
    private final ByteArrayOutputStream asked = new ByteArrayOutputStream();
    private Optional<String> answer = Optional.empty();
    private IOException unconnected = new SocketTimeoutException("time-out");
    private Optional<IOException> insecure = Optional.empty();
    private int open;
    private Optional<Optional<Address>> byDatagram = Optional.empty();
    private PublicReachability reachability = PublicReachability.UNKNOWN;
    private List<Address> server = List.of(FakeKernel.address("203.0.113.7"));

    /** A connection whose other end says what a test says. */
    private final class Line extends Socket {
        private final String says;
        private boolean closed;

        Line(String says) {
            this.says = says;
            open++;
        }

        @Override
        public InputStream getInputStream() throws IOException {
            if (says.equals("nothing in time")) {
                throw new SocketTimeoutException("Read timed out");
            }
            return new ByteArrayInputStream(says.getBytes(ISO_8859_1));
        }

        @Override
        public void close() throws IOException {
            super.close();
            if (!closed) {
                closed = true;
                open--;
            }
        }

        @Override
        public OutputStream getOutputStream() {
            return asked;
        }
    }

    /** Where connections are made when there is an answer, and speak TLS unless a test says that they do not. */
    private final class Phone implements KillSwitchProbe.Dialler {
        @Override
        public Socket connect(InetSocketAddress from, InetSocketAddress to, int timeout) throws IOException {
            dialled.add(Address.of(from.getAddress()) + " " + Address.of(to.getAddress()) + " " + to.getPort());
            if (answer.isEmpty()) {
                throw unconnected;
            }
            return new Line(answer.get());
        }

        @Override
        public Socket secured(Socket connected) throws IOException {
            if (insecure.isPresent()) {
                throw insecure.get();
            }
            return connected;
        }
    }

    private KillSwitchSighting look() {
        KillSwitchProbe probe = new KillSwitchProbe(
                URI.create("http://sentinel.test:5000/api/v1/whoami"),
                Map.of("X-API-Key", "right-key"),
                () -> server,
                body -> Address.parse(new String(body, ISO_8859_1).replaceAll("[{}]", "")),
                new Phone(),
                (from, to, timeout) -> {
                    dialled.add(Address.of(from.getAddress()) + " udp " + to.getPort());
                    return byDatagram.orElseThrow(() -> new SocketTimeoutException("time-out"));
                });
        Surroundings seen = new Surroundings(
                new PathSighting(List.of("wg0"), List.of(), List.of(), false, false),
                List.of(
                        new Link("lo", true, false, List.of(FakeKernel.address("127.0.0.1"))),
                        new Link("eth0", false, false, addresses("172.20.0.2", "fd00::2", "fe80::2")),
                        new Link("wg0", false, true, addresses("10.2.0.2"))),
                Set.of(),
                "");
        return probe.look(seen, EXITS, reachability);
    }

    private static List<Address> addresses(String... texts) {
        return Stream.of(texts).map(FakeKernel::address).toList();
    }

    private static String http(String body) {
        return "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n" + body;
    }

    @Test
    void aServerThatSeesTheLineBesideTheTunnelProvesTheSwitchOpen() {
        answer = Optional.of(http("{203.0.113.7}"));

        assertThat(look())
                .isEqualTo(new KillSwitchSighting(
                        Result.OPEN,
                        "by TCP from 172.20.0.2 (eth0) to 203.0.113.7, seen there as 203.0.113.7",
                        addresses("203.0.113.7")));
        assertThat(dialled).containsExactly("172.20.0.2 203.0.113.7 5000");
        assertThat(asked.toString(ISO_8859_1))
                .startsWith("GET /api/v1/whoami HTTP/1.1\r\nHost: sentinel.test:5000\r\nConnection: close\r\n")
                .contains("X-API-Key: right-key\r\n")
                .endsWith("\r\n\r\n");
    }

    @Test
    void aServerThatSeesTheExitProvesThatTheTunnelWasTakenAllTheSame() {
        answer = Optional.of(http("{198.51.100.10}"));
        reachability = new PublicReachability(true, Optional.of(3_478));

        assertThat(look())
                .isEqualTo(new KillSwitchSighting(
                        Result.CLOSED,
                        "by TCP from 172.20.0.2 (eth0) to 203.0.113.7, seen there as the client's exit 198.51.100.10",
                        addresses("198.51.100.10")));
    }

    @Test
    void eachAddressThatTheServerSawIsTold() {
        answer = Optional.of(http("{198.51.100.10}"));
        reachability = new PublicReachability(false, Optional.of(3_478));
        byDatagram = Optional.of(Address.parse("203.0.113.99"));

        assertThat(look().result()).isEqualTo(Result.OPEN);
        assertThat(look().seenFrom()).isEqualTo(addresses("198.51.100.10", "203.0.113.99"));
        byDatagram = Optional.of(Address.parse("198.51.100.10"));
        assertThat(look().seenFrom()).as("once").isEqualTo(addresses("198.51.100.10"));
    }

    @Test
    void noAnswerProvesNothing() {
        assertThat(look().result()).isEqualTo(Result.NOT_PROVEN);
        assertThat(look().detail()).startsWith("no answer by TCP from 172.20.0.2 (eth0) to 203.0.113.7");
    }

    @Test
    void silenceProvesTheSwitchClosedWhereTheServersOwnHostIsAnswered() {
        reachability = new PublicReachability(true, Optional.of(3_478));

        assertThat(look())
                .isEqualTo(
                        new KillSwitchSighting(
                                Result.CLOSED,
                                "no answer by TCP from 172.20.0.2 (eth0) to 203.0.113.7, where the server's own host is answered"));
    }

    @Test
    void withoutStunThereIsNoProofThatDatagramsAreKeptInside() {
        reachability = new PublicReachability(true, Optional.empty());

        assertThat(look().result()).isEqualTo(Result.NOT_PROVEN);
        assertThat(look().detail())
                .startsWith("TCP is closed, UDP was not tried: the server offers no STUN"
                        + " (VPN_SENTINEL_SERVER_STUN_PORT there); no answer by TCP from 172.20.0.2 (eth0)");
        assertThat(dialled).as("one each time").hasSize(2);
        answer = Optional.of(http("{198.51.100.10}"));
        assertThat(look().result()).as("TCP took the tunnel").isEqualTo(Result.NOT_PROVEN);
        assertThat(look().seenFrom()).isEqualTo(addresses("198.51.100.10"));
    }

    @Test
    void aConnectionThatIsMadeIsNoSilence() {
        reachability = new PublicReachability(true, Optional.of(3_478));
        answer = Optional.of("nothing in time");
        assertReachedWithoutAnAnswer("TCP");

        answer = Optional.of(http("{203.0.113.7}"));
        insecure = Optional.of(new SSLException("unknown certificate"));
        assertReachedWithoutAnAnswer("TCP");
        assertThat(open).as("connections left open").isZero();
    }

    @Test
    void aDatagramThatIsAnsweredWithoutAnAddressIsNoSilence() {
        reachability = new PublicReachability(true, Optional.of(3_478));
        byDatagram = Optional.of(Optional.empty());

        assertReachedWithoutAnAnswer("UDP");
    }

    private void assertReachedWithoutAnAnswer(String protocol) {
        assertThat(look())
                .isEqualTo(new KillSwitchSighting(
                        Result.NOT_PROVEN,
                        "somebody was reached by " + protocol
                                + " from 172.20.0.2 (eth0) to 203.0.113.7, but no answer tells by which line"));
    }

    @Test
    void anAddressThatIsGoneWasNotTried() {
        reachability = new PublicReachability(true, Optional.of(3_478));
        unconnected = new BindException("Cannot assign requested address");

        assertThat(look())
                .isEqualTo(new KillSwitchSighting(
                        Result.NOT_PROVEN,
                        "nothing could be tried by TCP from 172.20.0.2 (eth0) to 203.0.113.7: the address is gone"));
    }

    @Test
    void aStunServerTellsFromWhereItSawADatagramOfThatAddress() throws Exception {
        InetSocketAddress from = new InetSocketAddress("127.0.0.1", 0);
        try (FakeStun stun = new FakeStun("192.168.1.1")) {
            String[] at = stun.text().split(":", -1);
            InetSocketAddress to = new InetSocketAddress(at[0], Integer.parseInt(at[1]));

            assertThat(KillSwitchProbe.STUN.seenFrom(from, to, 2_000)).isEqualTo(Address.parse("192.168.1.1"));
            stun.loses(1_000);
            assertThatThrownBy(() -> KillSwitchProbe.STUN.seenFrom(from, to, 100))
                    .isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void aDatagramThatGetsThroughProvesItOpenWhateverTcpSays() {
        reachability = new PublicReachability(true, Optional.of(3_478));
        byDatagram = Optional.of(Address.parse("203.0.113.7"));

        assertThat(look())
                .isEqualTo(new KillSwitchSighting(
                        Result.OPEN,
                        "by UDP from 172.20.0.2 (eth0) to 203.0.113.7, seen there as 203.0.113.7",
                        addresses("203.0.113.7")));
        assertThat(dialled).containsExactly("172.20.0.2 203.0.113.7 5000", "172.20.0.2 udp 3478");
    }

    @Test
    void aDatagramThatIsLostAsWellLeavesItClosed() {
        reachability = new PublicReachability(true, Optional.of(3_478));

        assertThat(look().result()).isEqualTo(Result.CLOSED);
        byDatagram = Optional.of(Address.parse("198.51.100.10"));
        assertThat(look().result()).as("it took the tunnel").isEqualTo(Result.CLOSED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/1.1 404 Not Found\r\n\r\n", "HTTP/1.1 200 OK\r\n\r\n{", "{192.168.1.20}"})
    void anAnswerThatDoesNotNameTheLineProvesNothing(String text) {
        answer = Optional.of(text);

        assertThat(look().result()).isEqualTo(Result.NOT_PROVEN);
        assertThat(look().detail()).startsWith("somebody was reached");
    }

    @Test
    void aPrivateServerIsAlwaysReachedAndNeverAsked() {
        server = addresses("192.168.1.10");

        assertThat(look().detail()).startsWith("the server has no public address");
        assertThat(dialled).isEmpty();
    }

    @Test
    void eachFamilyIsTriedFromItsOwnAddress() {
        server = addresses("203.0.113.7", "2001:db8::7");

        look();

        assertThat(dialled).containsExactly("172.20.0.2 203.0.113.7 5000", "fd00::2 2001:db8::7 5000");
    }
}
