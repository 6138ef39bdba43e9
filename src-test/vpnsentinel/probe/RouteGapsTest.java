package vpnsentinel.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import vpnsentinel.network.Prefix;

/** Each row is a list of what the tunnel's routes name, and of what leads elsewhere or may. */
class RouteGapsTest {
    /** What people write to let only private addresses past the tunnel. */
    private static final String ALL_BUT_PRIVATE =
            "0.0.0.0/5 8.0.0.0/7 11.0.0.0/8 12.0.0.0/6 16.0.0.0/4 32.0.0.0/3 64.0.0.0/2"
                    + " 128.0.0.0/3 160.0.0.0/5 168.0.0.0/6 172.0.0.0/12 172.32.0.0/11 172.64.0.0/10 172.128.0.0/9 173.0.0.0/8"
                    + " 174.0.0.0/7 176.0.0.0/4 192.0.0.0/9 192.128.0.0/11 192.160.0.0/13 192.169.0.0/16 192.170.0.0/15"
                    + " 192.172.0.0/14 192.176.0.0/12 192.192.0.0/10 193.0.0.0/8 194.0.0.0/7 196.0.0.0/6 200.0.0.0/5 208.0.0.0/4";

    private static final String SIX = " 2000::/3";

    private static Arguments row(String says, String tunnel, String elsewhere, String allowed, String... gaps) {
        return Arguments.of(says, tunnel, elsewhere, allowed, List.of(gaps));
    }

    private static String without(String list, String... blocks) {
        List<String> all = new ArrayList<>(Arrays.asList(list.split(" ")));
        all.removeAll(List.of(blocks));
        return String.join(" ", all);
    }

    static Stream<Arguments> tables() {
        String halves = "0.0.0.0/1 128.0.0.0/1 2000::/4 3000::/4";
        return Stream.of(
                row("both halves", halves, "", ""),
                row("all but private", ALL_BUT_PRIVATE + SIX, "", ""),
                row("one half lost", without(halves, "128.0.0.0/1"), "", "", "128.0.0.0/1 at 128.0.0.0/16"),
                row("the other half lost", without(halves, "0.0.0.0/1"), "", "", "0.0.0.0/1 at 1.0.0.0/16"),
                row("half of IPv6 lost", without(halves, "3000::/4"), "", "", "3000::/4 at 3000::/16"),
                row(
                        "one block of the list lost",
                        without(ALL_BUT_PRIVATE, "64.0.0.0/2") + SIX,
                        "",
                        "",
                        "64.0.0.0/2 at 64.0.0.0/16"),
                row(
                        "two blocks of the list lost",
                        without(ALL_BUT_PRIVATE, "16.0.0.0/4", "176.0.0.0/4") + SIX,
                        "",
                        "",
                        "16.0.0.0/4 at 16.0.0.0/16",
                        "176.0.0.0/4 at 176.0.0.0/16"),
                row(
                        "a block beside a private one lost",
                        without(ALL_BUT_PRIVATE, "192.169.0.0/16") + SIX,
                        "",
                        "",
                        "192.168.0.0/15 at 192.169.0.0/16"),
                row(
                        "shared addresses left out",
                        "0.0.0.0/2 64.0.0.0/3 96.0.0.0/6 100.0.0.0/10 100.128.0.0/9 101.0.0.0/8"
                                + " 102.0.0.0/7 104.0.0.0/5 112.0.0.0/4 128.0.0.0/1" + SIX,
                        "",
                        ""),
                row("multicast and reserved left out", "0.0.0.0/1 128.0.0.0/2 192.0.0.0/3" + SIX, "", ""),
                row(
                        "documentation left out",
                        "0.0.0.0/1 128.0.0.0/2 192.0.0.0/5 200.0.0.0/7 202.0.0.0/8 203.0.0.0/18"
                                + " 203.0.64.0/19 203.0.96.0/20 203.0.112.0/24 203.0.114.0/23 203.0.116.0/22 203.0.120.0/21"
                                + " 203.0.128.0/17 203.1.0.0/16 203.2.0.0/15 203.4.0.0/14 203.8.0.0/13 203.16.0.0/12"
                                + " 203.32.0.0/11 203.64.0.0/10 203.128.0.0/9 204.0.0.0/6 208.0.0.0/4 224.0.0.0/3"
                                + SIX,
                        "",
                        ""),
                row("what may be reached directly", without(ALL_BUT_PRIVATE, "64.0.0.0/2") + SIX, "", "64.0.0.0/2"),
                row(
                        "of which a part may be reached directly",
                        without(ALL_BUT_PRIVATE, "64.0.0.0/2") + SIX,
                        "",
                        "64.0.0.0/3",
                        "64.0.0.0/2 at 96.0.0.0/16"),
                row(
                        "another route leads there, and is looked at for itself",
                        without(ALL_BUT_PRIVATE, "64.0.0.0/2") + SIX,
                        "64.0.0.0/2",
                        ""),
                row(
                        "another route leads to its first part",
                        without(ALL_BUT_PRIVATE, "64.0.0.0/2") + SIX,
                        "64.0.0.0/8",
                        "",
                        "64.0.0.0/2 at 65.0.0.0/16"),
                row("the endpoint alone left out", allBut("8.8.8.8/32") + SIX, "", ""),
                row(
                        "a default of the tunnel decides nothing",
                        "0.0.0.0/0",
                        "",
                        "",
                        "0.0.0.0/0 at 1.0.0.0/16",
                        "2000::/3 at 2000::/16"));
    }

    /** The blocks that hold everything of IPv4 but this one. */
    private static String allBut(String hole) {
        Prefix block = Prefix.parse(hole).orElseThrow();
        List<String> all = new ArrayList<>();
        for (int length = 1; length <= block.length(); length++) {
            int bit = 33 - length;
            all.add(new Prefix(block.base().flipped(bit), length).toString());
        }
        return String.join(" ", all);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tables")
    void gapsAreTheLargestBlocksThatNothingNames(
            String says, String tunnel, String elsewhere, String allowed, List<String> gaps) {
        List<RouteTable.Route> routes = new ArrayList<>(routes(elsewhere, "eth0"));
        routes.addAll(routes(tunnel, "wg0"));
        routes.addAll(routes("0.0.0.0/0 ::/0", "eth0"));

        assertThat(RouteGaps.of(routes, List.of("wg0"), Prefix.parseList(allowed)))
                .extracting(gap -> gap.block() + " at " + gap.sample().prefix(16))
                .isEqualTo(gaps);
    }

    private static List<RouteTable.Route> routes(String list, String via) {
        return Prefix.parseList(list).stream()
                .map(to -> new RouteTable.Route(to, via, true))
                .toList();
    }

    @Test
    void whatARouteRejectsIsNoGap() {
        List<RouteTable.Route> routes = new ArrayList<>(routes("0.0.0.0/1 2000::/3", "wg0"));
        routes.addAll(routes("128.0.0.0/1", ""));

        assertThat(RouteGaps.of(routes, List.of("wg0"), List.of())).isEmpty();
    }

    @Test
    void tooManyGapsAreNotCountedToTheEnd() {
        StringBuilder list = new StringBuilder("2000::/3");
        for (int i = 0; i < 256; i++) {
            list.append(" 8.").append(i).append(".0.0/17");
        }

        assertThat(RouteGaps.of(routes(list.toString(), "wg0"), List.of("wg0"), List.of()))
                .hasSizeBetween(90, 110)
                .allSatisfy(
                        gap -> assertThat(gap.block().contains(gap.sample())).isTrue());
    }
}
