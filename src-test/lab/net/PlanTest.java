package lab.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.maxmind.db.Reader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vpnsentinel.network.Address;
import vpnsentinel.network.Prefix;

/** The address plans: both are whole, and nobody's address is another's. */
class PlanTest {
    static List<String> plans() {
        return Plan.NAMES;
    }

    @ParameterizedTest
    @MethodSource("plans")
    void everyAddressIsPublicAndInItsNetwork(String name) {
        Map<String, String> all = Plan.named(name).variables();

        for (String role : List.of("HOME_V4", "HOME_MOVED", "HOME_OTHER", "HOME_RESOLVER")) {
            assertThat(holds(all.get("HOME_NET"), all.get(role))).as(role).isTrue();
        }
        for (String role : List.of("HOME_V6", "HOME_RESOLVER6")) {
            assertThat(holds(all.get("HOME_NET6"), all.get(role))).as(role).isTrue();
        }
        assertThat(holds(all.get("HOME_NET6"), all.get("LAN6") + "::20")).isTrue();
        assertThat(holds(all.get("HOME_NET6"), all.get("OTHER6") + "::20")).isTrue();
        assertThat(holds(all.get("VPN1_NET"), all.get("VPN1_EXIT"))).isTrue();
        assertThat(holds(all.get("VPN2_NET6"), all.get("VPN2_EXIT6"))).isTrue();
        assertThat(holds(all.get("SITE_NET"), all.get("SITE_V4"))).isTrue();
    }

    private static boolean holds(String prefix, String address) {
        Optional<Address> parsed = Address.parse(address);
        return parsed.isPresent()
                && parsed.get().isPublic()
                && Prefix.parse(prefix).orElseThrow().contains(parsed.get());
    }

    @ParameterizedTest
    @MethodSource("plans")
    void noTwoServicesShareAnAddress(String name) {
        List<String> all = new ArrayList<>();
        Plan.named(name).listeners().values().forEach(all::addAll);

        assertThat(all).hasSize(new HashSet<>(all).size()).contains("1.1.1.1");
    }

    @ParameterizedTest
    @MethodSource("plans")
    void theExitsAreInTwoCountriesAndNetworksAndNeitherIsHome(String name) {
        Map<String, String> all = Plan.named(name).variables();

        assertThat(new HashSet<>(List.of(all.get("HOME_COUNTRY"), all.get("VPN1_COUNTRY"), all.get("VPN2_COUNTRY"))))
                .hasSize(3);
        assertThat(new HashSet<>(List.of(all.get("HOME_ASN"), all.get("VPN1_ASN"), all.get("VPN2_ASN"))))
                .hasSize(3);
    }

    @ParameterizedTest
    @MethodSource("plans")
    void theDatabaseKnowsWhatTheServicesKnow(String name) throws IOException {
        Plan plan = Plan.named(name);
        String exit = plan.variables().get("VPN1_EXIT");
        Reader database = new Reader(new ByteArrayInputStream(plan.database()));

        Map<?, ?> found = database.get(InetAddress.getByName(exit), Map.class);

        assertThat(found.get("asn")).hasToString(plan.variables().get("VPN1_ASN"));
        assertThat(found.get("country_code")).isEqualTo(plan.variables().get("VPN1_COUNTRY"));
        assertThat(found.get("hosting")).isEqualTo(true);
    }

    @Test
    void anUnknownPlanIsRefused() {
        assertThatThrownBy(() -> Plan.named("moon")).hasMessageContaining("moon");
    }
}
