package vpnsentinel.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import vpnsentinel.network.Country;
import vpnsentinel.network.Prefix;
import vpnsentinel.settings.Half;
import vpnsentinel.settings.Settings;
import vpnsentinel.verdict.Expectations;

/** Where each client's exit is expected, as the settings say. */
class ExpectationBookTest {
    private static Expectations of(String client, Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(more);
        environment.put("VPN_SENTINEL_API_KEY", "key");
        return new ExpectationBook(Settings.read(environment, Half.SERVER)).of(client);
    }

    @Test
    void aClientFollowsItsOwnListAndForTheRestTheOneForAll() {
        Map<String, String> settings = Map.of(
                "VPN_SENTINEL_EXPECTED_COUNTRIES", "Sweden, NL; office-vpn=CH",
                "VPN_SENTINEL_EXPECTED_ASNS", "AS64501",
                "VPN_SENTINEL_EXPECTED_EXITS", "lab=198.51.100.0/24",
                "VPN_SENTINEL_DNS_ALLOWED", "quad9");

        assertThat(of("anybody", settings).countries()).containsExactlyInAnyOrder(new Country("SE"), new Country("NL"));
        assertThat(of("office-vpn", settings).countries()).containsExactly(new Country("CH"));
        assertThat(of("lab", settings).exits()).isEqualTo(Prefix.parseList("198.51.100.0/24"));
        assertThat(of("office-vpn", settings).exits()).isEmpty();
        for (String client : List.of("anybody", "office-vpn", "lab")) {
            assertThat(of(client, settings).networks()).hasSize(1);
            assertThat(of(client, settings).dnsNetworks()).hasSize(1);
        }
    }

    @Test
    void nothingIsExpectedUntilTheSettingsSaySo() {
        assertThat(of("anybody", Map.of())).isEqualTo(Expectations.NONE);
    }
}
