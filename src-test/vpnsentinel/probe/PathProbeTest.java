package vpnsentinel.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import support.FakeKernel;
import vpnsentinel.network.Address;
import vpnsentinel.network.Prefix;
import vpnsentinel.network.RouteChoice;

class PathProbeTest {
    /** As the kernel prints it (proc(5)), words in this machine's byte order: that of amd64 and arm64. */
    private static final String ROUTE_HEADING =
            "Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT\n";

    private static final String DEFAULT = "eth0\t00000000\t010014AC\t0003\t0\t0\t0\t00000000\t0\t0\t0\n";
    private static final String LINK = "eth0\t000014AC\t00000000\t0001\t0\t0\t0\t0000FFFF\t0\t0\t0\n";
    private static final String LOW_HALF = "wg0\t00000000\t00000000\t0001\t0\t0\t0\t00000080\t0\t0\t0\n";
    private static final String HIGH_HALF = "wg0\t00000080\t00000000\t0001\t0\t0\t0\t00000080\t0\t0\t0\n";
    private static final String ENDPOINT = "eth0\t076433C6\t010014AC\t0007\t0\t0\t0\tFFFFFFFF\t0\t0\t0\n";
    private static final String BESIDE = "eth0\t007100CB\t010014AC\t0003\t0\t0\t0\t00FFFFFF\t0\t0\t0\n";
    private static final String V6_BESIDE = "20010db8000900000000000000000000 30 00000000000000000000000000000000 00"
            + " fe800000000000000000000000000001 00000400 00000001 00000000 00000003     eth0\n";
    private static final String V6_REJECT = "00000000000000000000000000000000 00 00000000000000000000000000000000 00"
            + " 00000000000000000000000000000000 ffffffff 00000001 00000000 00200200       lo\n";

    private final FakeKernel kernel = new FakeKernel()
            .link("lo", false, "127.0.0.1", "::1")
            .link("eth0", false, "172.20.0.2", "fd00::2")
            .link("wg0", true, "10.2.0.2")
            .route("0.0.0.0/0", "eth0")
            .route("0.0.0.0/1", "wg0")
            .route("198.18.0.0/1", "wg0")
            .route("198.51.100.7/32", "eth0");
    private List<Prefix> allowed = List.of();

    @TempDir
    Path root;

    @BeforeEach
    void folders() throws IOException {
        Files.createDirectories(root.resolve("proc/net"));
        Files.writeString(root.resolve("resolv.conf"), "nameserver 10.2.0.1\nnameserver 192.0.2.53\n");
        routes(DEFAULT + LOW_HALF + LINK + HIGH_HALF + ENDPOINT);
    }

    private void routes(String v4) throws IOException {
        Files.writeString(root.resolve("proc/net/route"), ROUTE_HEADING + v4);
    }

    private PathProbe probe() {
        PathProbe.Targets targets = new PathProbe.Targets(
                Stream.of("198.51.100.1", "1.1.1.1", "2001:db8::1")
                        .map(FakeKernel::address)
                        .toList(),
                () -> List.of(FakeKernel.address("198.18.1.7")),
                allowed);
        return new PathProbe(targets, root.resolve("proc"), root.resolve("sys"), root.resolve("resolv.conf"), kernel);
    }

    private Surroundings look() {
        return probe().look(List.of("wg0")).orElseThrow();
    }

    @Test
    void theKernelsChoiceTellsTheWayWhateverTheMainTableSays() throws IOException {
        routes(DEFAULT + LINK);

        assertThat(look().path().choices())
                .extracting(RouteChoice::role, choice -> choice.target().toString(), RouteChoice::via)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(RouteChoice.Role.INTERNET, "198.51.100.1", "wg0"),
                        org.assertj.core.groups.Tuple.tuple(RouteChoice.Role.INTERNET, "1.1.1.1", "wg0"),
                        org.assertj.core.groups.Tuple.tuple(RouteChoice.Role.INTERNET, "2001:db8::1", ""),
                        org.assertj.core.groups.Tuple.tuple(RouteChoice.Role.SERVER, "198.18.1.7", "wg0"),
                        org.assertj.core.groups.Tuple.tuple(RouteChoice.Role.SERVER_NEIGHBOUR, "198.18.1.6", "wg0"),
                        org.assertj.core.groups.Tuple.tuple(RouteChoice.Role.SERVER_NEIGHBOUR, "198.18.0.7", "wg0"),
                        org.assertj.core.groups.Tuple.tuple(RouteChoice.Role.SERVER_NEIGHBOUR, "198.19.1.7", "wg0"),
                        org.assertj.core.groups.Tuple.tuple(RouteChoice.Role.NAME_SERVER, "10.2.0.1", "wg0"),
                        org.assertj.core.groups.Tuple.tuple(RouteChoice.Role.NAME_SERVER, "192.0.2.53", "wg0"));
        assertThat(look().path().choices().get(0).local()).contains(FakeKernel.address("10.2.0.2"));
    }

    @Test
    void aRouteThatLeadsAPublicPrefixPastTheTunnelIsFound() throws IOException {
        kernel.route("203.0.113.0/24", "eth0");
        routes(DEFAULT + LOW_HALF + LINK + HIGH_HALF + ENDPOINT + BESIDE);

        assertThat(look().path().besideRoutes()).containsExactly("203.0.113.0/24 via eth0");
        allowed = List.of(Prefix.parse("203.0.113.0/23").orElseThrow());
        assertThat(look().path().besideRoutes()).isEmpty();
    }

    @Test
    void aRouteIntoAnotherLinkWithoutARouterIsFoundUnlessThePrefixIsTheLinksOwn() throws IOException {
        String direct = BESIDE.replace("0003", "0001").replace("010014AC", "00000000");
        kernel.route("203.0.113.0/24", "eth0");
        routes(DEFAULT + direct);
        assertThat(look().path().besideRoutes()).containsExactly("203.0.113.0/24 via eth0");

        kernel.link("eth0", false, "203.0.113.20");
        assertThat(look().path().besideRoutes()).isEmpty();
    }

    @Test
    void aServerThatMayBeReachedDirectlyHasNoNeighbours() {
        allowed = List.of(Prefix.parse("198.18.1.7").orElseThrow());

        assertThat(look().path().choices())
                .extracting(RouteChoice::role)
                .contains(RouteChoice.Role.SERVER)
                .doesNotContain(RouteChoice.Role.SERVER_NEIGHBOUR);
    }

    @Test
    void aBlockThatTheTunnelsRoutesLeaveToTheDefaultIsAGap() throws IOException {
        kernel.unplug("wg0").link("wg0", true, "10.2.0.2").route("0.0.0.0/1", "wg0");
        routes(DEFAULT + LOW_HALF + LINK + ENDPOINT);
        assertThat(look().path().besideRoutes()).containsExactly("128.0.0.0/1 via eth0");

        kernel.route("128.0.0.0/1", "wg0"); // by a policy that the table does not show
        assertThat(look().path().besideRoutes()).isEmpty();
    }

    @Test
    void aGapOfIpV6IsOneOnlyWhereIpV6HasAWay() throws IOException {
        Files.writeString(
                root.resolve("proc/net/ipv6_route"),
                "20000000000000000000000000000000 04 00000000000000000000000000000000 00"
                        + " 00000000000000000000000000000000 00000400 00000001 00000000 00000001      wg0\n");
        kernel.link("wg0", true, "10.2.0.2", "fd00:8::2").route("2000::/4", "wg0");
        assertThat(look().path().besideRoutes()).isEmpty();

        kernel.route("::/0", "eth0");
        assertThat(look().path().besideRoutes()).containsExactly("3000::/4 via eth0");
    }

    @Test
    void aRouteThatPolicyOverridesIsNoWayOut() throws IOException {
        routes(DEFAULT + BESIDE);

        assertThat(look().path().besideRoutes()).isEmpty();
    }

    @Test
    void halfOfAllAddressesPastTheTunnelIsFound() throws IOException {
        kernel.route("0.0.0.0/1", "eth0");
        routes(DEFAULT
                + HIGH_HALF
                + LOW_HALF.replace("wg0\t00000000\t00000000\t0001", "eth0\t00000000\t010014AC\t0003"));

        assertThat(look().path().besideRoutes()).containsExactly("0.0.0.0/1 via eth0");
    }

    @Test
    void anIpV6RoutePastTheTunnelIsFound() throws IOException {
        kernel.route("2001:db8:9::/48", "eth0");
        Files.writeString(root.resolve("proc/net/ipv6_route"), V6_BESIDE + V6_REJECT);

        assertThat(look().path().besideRoutes()).containsExactly("2001:db8:9::/48 via eth0");
    }

    @Test
    void theEndpointOfTheVpnHasAHostRouteOfItsOwn() {
        assertThat(look().endpoints()).extracting(Address::toString).containsExactly("198.51.100.7");
        assertThat(look().path().besideRoutes()).isEmpty();
    }

    @Test
    void targetsThatMayBeReachedDirectlyAreNotLookedAt() {
        allowed = List.of(Prefix.parse("198.51.100.0/24").orElseThrow());

        assertThat(look().path().choices())
                .extracting(choice -> choice.target().toString())
                .doesNotContain("198.51.100.1")
                .contains("1.1.1.1");
    }

    @Test
    void aHostIsKnownByTheDeviceBehindAnInterface() throws IOException {
        assertThat(look().path().host()).isFalse();

        Files.createDirectories(root.resolve("sys/class/net/eth0/device"));

        assertThat(look().path().host()).isTrue();
    }

    @Test
    void whatTheTunnelCarriesIsCountedWhereTheSystemCounts() throws IOException {
        assertThat(look().counters()).isEmpty();

        statistics("wg0", "12\n", "7\n");
        statistics("tun1", "30\n", "3\n");

        assertThat(look().counters()).contains(new Counters(12, 7));
        assertThat(probe().look(List.of("wg0", "tun1")).orElseThrow().counters())
                .contains(new Counters(42, 10));
        assertThat(probe().look(List.of()).orElseThrow().counters()).isEmpty();
        statistics("wg0", "many", "");
        assertThat(look().counters()).isEmpty();
    }

    private void statistics(String device, String sent, String received) throws IOException {
        Path folder = Files.createDirectories(root.resolve("sys/class/net/" + device + "/statistics"));
        Files.writeString(folder.resolve("tx_packets"), sent);
        Files.writeString(folder.resolve("rx_packets"), received);
    }

    @Test
    void anOrphanedNamespaceHasOnlyTheLoopbackLeft() {
        kernel.unplug("eth0").unplug("wg0");

        assertThat(look().path().onlyLoopback()).isTrue();
        assertThat(look().path().choices()).noneMatch(RouteChoice::isRouted);
    }

    @Test
    void addressesBesideTheTunnelAreThoseOfAllOtherInterfaces() {
        assertThat(look().outside()).containsOnlyKeys(FakeKernel.address("172.20.0.2"), FakeKernel.address("fd00::2"));
        assertThat(look().isPointToPoint("wg0")).isTrue();
        assertThat(look().isPointToPoint("eth0")).isFalse();
    }

    @Test
    void theNetworkOfAContainerIsToldByTheMarkOfItsEngine() throws IOException {
        assertThat(look().path().container()).as("no mark").isFalse();

        Files.createFile(root.resolve(".dockerenv"));
        assertThat(look().path().container()).as("Docker").isTrue();

        Files.createDirectories(root.resolve("sys/class/net/eth0/device"));
        assertThat(look().path().container()).as("on its host's network").isFalse();
    }

    @Test
    void aPodsNetworkOutlivesItsContainers() throws IOException {
        Files.createDirectories(root.resolve("run/secrets/kubernetes.io"));
        Files.createFile(root.resolve("run/.containerenv"));
        assertThat(look().path().container()).isFalse();

        Files.delete(root.resolve("run/secrets/kubernetes.io"));
        assertThat(look().path().container()).as("Podman alone").isTrue();
    }

    @Test
    void unreadableTablesBringNothing() throws IOException {
        routes("eth0\tgarbage\n\neth0\t0\t0\tzz\t0\t0\t0\t00FFFFFF\n" + "a b c d e f g h\n");
        Files.delete(root.resolve("resolv.conf"));

        assertThat(look().path().besideRoutes()).isEmpty();
        assertThat(look().endpoints()).isEmpty();
        assertThat(look().resolverConfiguration()).isEmpty();
    }

    @Test
    void withoutProcfsThereIsNothingToSee() throws IOException {
        Files.delete(root.resolve("proc/net/route"));
        Files.delete(root.resolve("proc/net"));

        assertThat(probe().look(List.of("wg0"))).isEmpty();
    }

    @Test
    void theRealKernelAnswersForTheLoopbackWithoutPrivilege() {
        JdkKernel real = new JdkKernel();

        assertThat(real.links()).anyMatch(Link::loopback);
        assertThat(real.sourceTowards(FakeKernel.address("127.0.0.1"))).contains(FakeKernel.address("127.0.0.1"));
    }
}
