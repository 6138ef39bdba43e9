package vpnsentinel.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;
import support.ClientStage;
import support.RawConnection;
import support.RunningServer;
import vpnsentinel.network.Address;
import vpnsentinel.network.Answer;
import vpnsentinel.network.Endpoint;
import vpnsentinel.probe.DnsFailure;
import vpnsentinel.probe.DnsQuestion;
import vpnsentinel.probe.NameServer;
import vpnsentinel.probe.StunProbe;
import vpnsentinel.probe.StunServer;
import vpnsentinel.wire.EchoName;

/** What the real server answers itself, so that no third party is needed: its zone (route answer-name), and STUN. */
class OwnServicesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @TempDir
    private static Path folder;

    private static RunningServer server;
    private static int dnsPort;
    private static int stunPort;

    @BeforeAll
    static void start() throws Exception {
        dnsPort = ClientStage.freePort();
        stunPort = freeUdpPort();
        server = RunningServer.onStoppedClock(
                folder,
                "VPN_SENTINEL_DNS_ECHO_ZONE=leak.example.test",
                "VPN_SENTINEL_DNS_ECHO_PORT=" + dnsPort,
                "VPN_SENTINEL_DNS_ECHO_BIND=127.0.0.1",
                "VPN_SENTINEL_SERVER_STUN_PORT=" + stunPort,
                "VPN_SENTINEL_SERVER_STUN_BIND=127.0.0.1");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static int freeUdpPort() throws Exception {
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    private static List<List<String>> ask(DnsQuestion question) throws DnsFailure {
        NameServer at = new NameServer(
                "own", Address.parse("127.0.0.1").orElseThrow(), new InetSocketAddress("127.0.0.1", dnsPort));
        return question.ask(at, PATIENCE);
    }

    private static DnsQuestion name(String client) {
        return DnsQuestion.of(client + ".leak.example.test", "TXT", "IN")
                .fresh(() -> EchoName.nonce(RunningServer.KEY, client));
    }

    private static String beat(String client) throws Exception {
        return server.api("/whoami", "X-Client-Id", client, "X-Boot", "b")
                .body()
                .path("probe")
                .asText();
    }

    private static void keepalive(String client, int sequence) throws Exception {
        server.post(("{\"client_id\":\"" + client + "\",\"boot\":\"b\",\"sequence\":" + sequence
                        + ",\"interval_s\":300,\"beat_s\":5,\"evidence\":{\"resolver\":[{\"method\":\"google\",\"missing\":\"no answer in time\"}]}}")
                .getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theZoneTellsWhoAskedOverUdpAndTcp(boolean tcp) throws Exception {
        DnsQuestion question = tcp ? name("office").byTcp() : name("office");

        assertThat(ask(question)).containsExactly(List.of("ns", "127.0.0.1"));
    }

    @Test
    void aNewResolverOfAClientOrdersEvidenceWithTheNextBeat() throws Exception {
        keepalive("attic", 1);
        assertThat(beat("attic")).isEqualTo("null");

        ask(name("attic"));

        assertThat(beat("attic")).isEqualTo("now");
        keepalive("attic", 2);
        ask(name("attic"));
        assertThat(beat("attic")).as("the same resolver").isEqualTo("null");
    }

    @Test
    void theServerAnswersStunItself() {
        StunServer own = StunServer.at(new Endpoint("127.0.0.1", stunPort));
        try (StunProbe probe = new StunProbe(List.of(own), PATIENCE)) {
            assertThat(probe.ask())
                    .containsExactly(new Answer.Missing<>("127.0.0.1 by UDP", "127.0.0.1 is no public address"));
        }
    }

    @Test
    void slowQuestionsByTcpHoldUpNobody() throws Exception {
        List<RawConnection> slow = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            slow.add(RawConnection.to(dnsPort).send(new byte[] {0}));
        }

        assertThat(ask(name("patient").byTcp())).isNotEmpty();
        slow.forEach(RawConnection::close);
    }

    @Test
    void whoseAddressWasBorrowedForAFloodIsToldToAskByTcp() throws Exception {
        byte[] question = Message.newQuery(
                        Record.newRecord(Name.fromString("a.flooded.leak.example.test."), Type.TXT, DClass.IN))
                .toWire();
        try (DatagramSocket victim = new DatagramSocket(0, InetAddress.getByName("127.0.0.9"))) {
            victim.setSoTimeout(200);
            SocketAddress at = new InetSocketAddress("127.0.0.1", dnsPort);
            for (int i = 0; i < 1_250; i++) {
                victim.send(new DatagramPacket(question, question.length, at));
                answer(victim);
            }

            Message last = new Message(answered(victim, question, at));

            assertThat(last.getHeader().getFlag(Flags.TC)).isTrue();
            assertThat(last.getSection(Section.ANSWER)).isEmpty();
        }
    }

    @Test
    void whoseAddressWasBorrowedForAFloodOfStunIsAnsweredAllTheSame() throws Exception {
        byte[] question = new byte[20];
        question[1] = 1; // a binding request, with the cookie of RFC 5389 §6
        System.arraycopy(new byte[] {0x21, 0x12, (byte) 0xA4, 0x42}, 0, question, 4, 4);
        try (DatagramSocket victim = new DatagramSocket(0, InetAddress.getByName("127.0.0.9"))) {
            victim.setSoTimeout(200);
            SocketAddress at = new InetSocketAddress("127.0.0.1", stunPort);
            for (int i = 0; i < 1_500; i++) {
                victim.send(new DatagramPacket(question, question.length, at));
                answer(victim);
            }

            assertThat(answered(victim, question, at)).hasSizeGreaterThan(20);
        }
    }

    /** The answer that comes at the second try at the latest. */
    private static byte[] answered(DatagramSocket asker, byte[] question, SocketAddress at) throws IOException {
        for (int i = 0; i < 2; i++) {
            asker.send(new DatagramPacket(question, question.length, at));
            Optional<byte[]> answer = answer(asker);
            if (answer.isPresent()) {
                return answer.get();
            }
        }
        throw new AssertionError("no answer");
    }

    private static Optional<byte[]> answer(DatagramSocket asker) throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[1500], 1500);
        try {
            asker.receive(packet);
            return Optional.of(Arrays.copyOf(packet.getData(), packet.getLength()));
        } catch (SocketTimeoutException none) {
            return Optional.empty();
        }
    }
}
