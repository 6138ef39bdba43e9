package vpnsentinel.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import support.FakeKernel;
import vpnsentinel.network.Address;
import vpnsentinel.network.PathSighting;
import vpnsentinel.network.Prefix;
import vpnsentinel.network.RouteChoice;
import vpnsentinel.network.SocketSighting;

/** Tables as the kernel prints them on little-endian machines. */
class SocketProbeTest {
    private static final String HEADING = "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt"
            + "   uid  timeout inode                                                     \n";
    private static final String TAIL = " 00000000:00000000 00:00000000 00000000  1000        0 ";
    /** 172.20.0.2, beside the tunnel, to 198.51.100.9 port 6881. */
    private static final String BESIDE = "020014AC:C350 096433C6:1AE1 01";
    /** 10.2.0.2, in the tunnel, to the same. */
    private static final String INSIDE = "0200020A:C350 096433C6:1AE1 01";

    private static final String MAPPED = "0000000000000000FFFF0000";

    @TempDir
    Path root;

    private Instant now = Instant.parse("2026-11-22T08:00:00Z");
    private Set<Address> endpoints = Set.of();
    private List<String> tunnels = List.of("wg0");
    private Optional<String> way = Optional.empty();
    private boolean host;

    @BeforeEach
    void folders() throws IOException {
        Files.createDirectories(root.resolve("net"));
        Files.createDirectories(root.resolve("self/fd"));
    }

    private SocketProbe probe(String... allowed) {
        return new SocketProbe(root, Prefix.parseList(String.join(",", allowed)), false);
    }

    private void table(String name, String... sockets) throws IOException {
        StringBuilder text = new StringBuilder(HEADING);
        int line = 0;
        for (String socket : sockets) {
            text.append(String.format("%4d: ", line))
                    .append(socket)
                    .append(TAIL)
                    .append(4000 + line++);
            text.append(" 1 0000000000000000 20 4 30 10 -1\n");
        }
        Files.writeString(root.resolve("net").resolve(name), text);
    }

    private Surroundings surroundings() {
        List<RouteChoice> choices = way.stream()
                .map(via -> new RouteChoice(
                        RouteChoice.Role.INTERNET, FakeKernel.address("192.0.2.1"), via, Optional.empty()))
                .toList();
        PathSighting path = new PathSighting(tunnels, choices, List.of(), false, host);
        return new Surroundings(
                path,
                List.of(
                        new Link("lo", true, false, List.of(FakeKernel.address("127.0.0.1"))),
                        new Link(
                                "eth0",
                                false,
                                false,
                                List.of(FakeKernel.address("172.20.0.2"), FakeKernel.address("2001:db8::2"))),
                        new Link("wg0", false, true, List.of(FakeKernel.address("10.2.0.2")))),
                endpoints,
                "");
    }

    private List<SocketSighting> look(SocketProbe probe) {
        now = now.plusSeconds(1);
        return probe.look(surroundings(), now);
    }

    private List<SocketSighting> lookTwice(SocketProbe probe) {
        assertThat(look(probe)).as("one read is none").isEmpty();
        return look(probe);
    }

    @Test
    void aConnectionBesideTheTunnelIsSeenInTheSecondRead() throws IOException {
        table("tcp", "0100007F:1F90 00000000:0000 0A", INSIDE, BESIDE);

        assertThat(lookTwice(probe())).singleElement().satisfies(seen -> {
            assertThat(seen.kind()).isEqualTo(SocketSighting.Kind.OUTBOUND);
            assertThat(seen.protocol()).isEqualTo("tcp");
            assertThat(seen.local()).hasToString("172.20.0.2");
            assertThat(seen.via()).isEqualTo("eth0");
            assertThat(seen.remote()).map(Address::toString).contains("198.51.100.9");
            assertThat(seen.port()).isEqualTo(6881);
            assertThat(seen.count()).isEqualTo(1);
        });
    }

    @Test
    void connectionsToOneEndAreOneSightingThatCounts() throws IOException {
        table("tcp", BESIDE, BESIDE.replace("C350", "C351"), BESIDE.replace("C350", "C352"));

        assertThat(lookTwice(probe()))
                .singleElement()
                .extracting(SocketSighting::count)
                .isEqualTo(3);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            IPv6 to a public end           | tcp6 | B80D0120000000000000000002000000:C350 B80D0120000000000000000009000000:01BB 01 | OUTBOUND
            IPv4 on an IPv6 socket         | tcp6 | 0000000000000000FFFF0000020014AC:C350 0000000000000000FFFF0000096433C6:01BB 01 | OUTBOUND
            a connected datagram socket    | udp  | 020014AC:C350 096433C6:01BB 01 | OUTBOUND
            an unconnected datagram socket | udp  | 020014AC:1AE1 00000000:0000 07 | UNCONNECTED
            """)
    void everyTableIsRead(String what, String table, String socket, SocketSighting.Kind kind) throws IOException {
        table(table, socket);

        assertThat(lookTwice(probe())).extracting(SocketSighting::kind).containsExactly(kind);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            still connecting              | tcp | 020014AC:C350 096433C6:1AE1 02
            closing                       | tcp | 020014AC:C350 096433C6:1AE1 06
            to a neighbour                | tcp | 020014AC:C350 0A0014AC:1AE1 01
            to a private network          | tcp | 020014AC:C350 0101A8C0:1AE1 01
            to the shared address space   | tcp | 020014AC:C350 01004064:1AE1 01
            on the loopback               | tcp | 0100007F:C350 0100007F:1AE1 01
            in the tunnel                 | tcp | 0200020A:C350 096433C6:1AE1 01
            on no address                 | udp | 00000000:1AE1 00000000:0000 07
            """)
    void whatStaysHereOrInTheTunnelIsNone(String what, String table, String socket) throws IOException {
        table(table, socket);

        assertThat(lookTwice(probe())).isEmpty();
    }

    @Test
    void aVisitorOfAListeningPortIsInboundWhicheverTableListens() throws IOException {
        table("tcp6", "0".repeat(32) + ":C350 " + "0".repeat(32) + ":0000 0A");
        table("tcp", BESIDE);

        assertThat(lookTwice(probe())).singleElement().satisfies(seen -> {
            assertThat(seen.kind()).isEqualTo(SocketSighting.Kind.INBOUND);
            assertThat(seen.port()).as("the port that is visited").isEqualTo(50_000);
        });
    }

    @Test
    void ourOwnSocketsAreKnownByTheirInodes() throws IOException {
        table("tcp", INSIDE, BESIDE);
        Files.createSymbolicLink(root.resolve("self/fd/7"), Path.of("socket:[4001]"));
        Files.createSymbolicLink(root.resolve("self/fd/8"), Path.of("pipe:[4001]"));
        Files.createSymbolicLink(root.resolve("self/fd/9"), Path.of("socket:[x]"));
        SocketProbe probe = probe();

        assertThat(lookTwice(probe)).isEmpty();

        Files.delete(root.resolve("self/fd/7"));
        assertThat(look(probe)).as("ours a second ago").isEmpty();
    }

    @Test
    void theVpnsEndpointIsNoneAlsoWhileItReconnects() throws IOException {
        table("tcp", BESIDE);
        SocketProbe probe = probe();
        endpoints = Set.of(FakeKernel.address("198.51.100.9"));
        assertThat(lookTwice(probe)).isEmpty();

        endpoints = Set.of();

        assertThat(look(probe)).isEmpty();
        assertThat(look(probe)).isEmpty();
    }

    @Test
    void aVpnThatHasRotatedOverManyServersIsStillKnown() throws IOException {
        table("tcp", BESIDE);
        SocketProbe probe = probe();
        for (int server = 1; server <= 100; server++) {
            endpoints = Set.of(FakeKernel.address("192.0.2." + server));
            look(probe);
        }

        endpoints = Set.of(FakeKernel.address("198.51.100.9"));
        assertThat(look(probe)).isEmpty();
        endpoints = Set.of();
        assertThat(lookTwice(probe)).isEmpty();
    }

    @Test
    void aVpnOverTcpThatConnectsToAnotherServerIsNoProgram() throws IOException {
        table("tcp", BESIDE);
        way = Optional.of("eth0");
        SocketProbe probe = probe();
        for (int second = 0; second < 20; second++) {
            assertThat(look(probe)).as("its route follows its handshake").isEmpty();
        }

        assertThat(look(probe)).as("this takes too long").hasSize(1);
        endpoints = Set.of(FakeKernel.address("198.51.100.9"));
        assertThat(look(probe)).isEmpty();
    }

    @Test
    void whileTheTunnelIsInPlaceAProgramIsToldAtOnce() throws IOException {
        table("tcp", BESIDE);
        way = Optional.of("wg0");

        assertThat(lookTwice(probe())).hasSize(1);
    }

    @Test
    void aClockThatIsSetBackHoldsNoLookUpAndNoSightingLonger() throws IOException {
        String[] many = new String[600];
        Arrays.fill(many, INSIDE);
        table("tcp", many);
        SocketProbe probe = probe();
        look(probe);
        now = now.minus(Duration.ofHours(3));
        table("tcp", BESIDE);

        assertThat(lookTwice(probe)).hasSize(1);

        now = now.minus(Duration.ofHours(3));
        table("tcp");
        assertThat(look(probe)).isEmpty();
    }

    @Test
    void whatMayBeReachedDirectlyIsNone() throws IOException {
        table("tcp", BESIDE);

        assertThat(lookTwice(probe("198.51.100.0/24"))).isEmpty();
    }

    @Test
    void withoutAKnownTunnelThereIsNothingToBeBeside() throws IOException {
        table("tcp", BESIDE);
        tunnels = List.of();

        assertThat(lookTwice(probe())).isEmpty();
    }

    @Test
    void onAHostProgramsBesideTheTunnelAreUsualUnlessTheUserSaysOtherwise() throws IOException {
        table("tcp", BESIDE);
        host = true;

        assertThat(lookTwice(probe())).isEmpty();
        assertThat(lookTwice(new SocketProbe(root, List.of(), true))).hasSize(1);
    }

    @Test
    void aProgramThatConnectsNowAndThenIsOneSightingForHalfAMinute() throws IOException {
        table("tcp", BESIDE);
        SocketProbe probe = probe();
        lookTwice(probe);

        table("tcp");

        assertThat(look(probe)).hasSize(1);
        now = now.plusSeconds(30);
        assertThat(look(probe)).isEmpty();
    }

    @Test
    void manySocketsAreReadLessOften() throws IOException {
        String[] many = new String[501];
        java.util.Arrays.fill(many, INSIDE);
        table("tcp", many);
        SocketProbe probe = probe();
        look(probe);

        table("tcp", BESIDE);

        assertThat(look(probe)).isEmpty();
        now = now.plusSeconds(8);
        assertThat(look(probe)).as("the first read with it").isEmpty();
        assertThat(look(probe)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "020014AC",
                "020014AC:C350",
                "020014AC:C350 096433C6",
                "020014AC:C350 096433C6:1AE1",
                "020014AC:C350 096433C6:1AE1 0",
                "020014AC:C350 096433C6:1AE1 01 00000000:00000000 00:00000000 00000000  1000        0",
                "020014AC096433C6:C350 096433C6:1AE1 01",
                "020014AC:C35Z 096433C6:1AE1 01 00000000:00000000 00:00000000 00000000  1000        0 4711",
                "020014ac:c350 096433c6:1ae1 01 00000000:00000000 00:00000000 00000000  1000        0 4711",
            })
    void aLineOfAnotherFormIsPassedOver(String line) throws IOException {
        Files.writeString(root.resolve("net/tcp"), HEADING + "   0: " + line + "\n   1:\nx");
        SocketProbe probe = probe();

        look(probe);

        assertThat(look(probe)).isEmpty();
    }

    @Test
    void aMappedAddressIsTheAddress() throws IOException {
        table("tcp6", MAPPED + "020014AC:C350 " + MAPPED + "096433C6:01BB 01");

        assertThat(lookTwice(probe()))
                .singleElement()
                .satisfies(
                        seen -> assertThat(seen.remote()).map(Address::toString).contains("198.51.100.9"));
    }

    @Test
    void noMoreIsToldThanAKeepaliveCarriesAndConnectionsComeFirst() throws IOException {
        String[] many = new String[100];
        for (int i = 0; i < many.length; i++) {
            many[i] = BESIDE.replace("1AE1", String.format("%04X", i + 1));
        }
        table("tcp", many);
        table("udp", "020014AC:1AE1 00000000:0000 07");

        assertThat(lookTwice(probe())).hasSize(40).allMatch(seen -> seen.kind() == SocketSighting.Kind.OUTBOUND);
    }
}
