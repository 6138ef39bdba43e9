package vpnsentinel.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vpnsentinel.network.Address;
import vpnsentinel.network.Prefix;

class VisitorsTest {
    private static final List<String> LOCAL = List.of("127.0.0.1:8080");
    private static final List<Visitors.OwnAddress> OWN = List.of(
            own("198.51.100.20", "198.51.100.0/24"),
            own("100.101.102.103", "100.101.102.103/32"),
            own("100.70.1.2", "100.70.0.0/16"),
            own("2001:db8:1::10", "2001:db8:1::/64"));

    private static Visitors.OwnAddress own(String address, String link) {
        return new Visitors.OwnAddress(address(address), Prefix.parse(link).orElseThrow());
    }

    private static Address address(String text) {
        return Address.parse(text).orElseThrow();
    }

    private static Visitors visitors(boolean neighbours, String... allowed) {
        return new Visitors(
                Prefix.parseList(String.join(",", allowed)), neighbours, HostNames.of(List.of(), ""), () -> OWN);
    }

    private static boolean sees(Visitors visitors, String from) {
        return visitors.refuse(new Caller(address(from), false), LOCAL).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, true, true",
        "::1, true, true",
        "192.168.1.7, true, true",
        "10.2.0.1, true, true",
        "fd00::7, true, true",
        "203.0.113.7, false, false",
        "::ffff:203.0.113.7, false, false",
        "198.51.100.20, true, true",
        "198.51.100.21, false, true",
        "2001:db8:1::10, true, true",
        "2001:db8:1::11, false, true",
        "2001:db8:2::10, false, false",
        "100.101.102.103, true, true",
        "100.101.102.104, false, false",
        "100.70.9.9, true, true",
        "100.64.0.1, false, false",
    })
    void thisHostAndPrivateAddressesComeIn(String from, boolean usually, boolean withNeighbours) {
        assertThat(sees(visitors(false), from)).isEqualTo(usually);
        assertThat(sees(visitors(true), from)).isEqualTo(withNeighbours);
    }

    @Test
    void whoIsNamedComesIn() {
        Visitors visitors = visitors(false, "100.64.0.0/10", "203.0.113.7");

        assertThat(sees(visitors, "100.101.102.104")).isTrue();
        assertThat(sees(visitors, "203.0.113.7")).isTrue();
        assertThat(sees(visitors, "203.0.113.8")).isFalse();
    }

    @Test
    void eachRefusalNamesTheSettingThatMendsIt() {
        assertThat(refusal(new Caller(address("203.0.113.7"), false), LOCAL))
                .contains("203.0.113.7", "VPN_SENTINEL_DASHBOARD_ALLOWED_IPS");
        assertThat(refusal(new Caller(address("127.0.0.1"), true), LOCAL))
                .contains("proxy at 127.0.0.1", "VPN_SENTINEL_TRUSTED_PROXIES");
        assertThat(refusal(new Caller(address("127.0.0.1"), false, "it is odd"), LOCAL))
                .contains("it is odd", "VPN_SENTINEL_FORWARDED_HEADER");
        assertThat(refusal(new Caller(address("127.0.0.1"), false), List.of("nas", "evil\u202e.example.com")))
                .contains("'evil .example.com'", "VPN_SENTINEL_DASHBOARD_HOSTS");
        assertThat(refusal(new Caller(address("127.0.0.1"), false), List.of())).isNotEmpty();
    }

    private static String refusal(Caller caller, List<String> names) {
        Optional<Refusal> refusal = visitors(true).refuse(caller, names);
        assertThat(refusal).map(Refusal::status).contains(403);
        return refusal.orElseThrow().message();
    }
}
