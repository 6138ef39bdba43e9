package vpnsentinel.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import vpnsentinel.network.Address;
import vpnsentinel.network.Answer;
import vpnsentinel.network.ExitSighting;
import vpnsentinel.settings.Half;
import vpnsentinel.settings.Settings;

/** The setting VPN_SENTINEL_PUBLIC_URL where VPN_SENTINEL_THIRD_PARTIES is none. */
class PublicNameTest {
    @Test
    void theAddressBehindThePublicNameIsTheLineWhereNobodyElseMayBeAsked() {
        List<Answer<ExitSighting>> answers = sightings("none", "https://203.0.113.7:5000");

        assertThat(Answer.values(answers))
                .extracting(ExitSighting::address, ExitSighting::operator)
                .containsExactly(tuple(Address.parse("203.0.113.7").orElseThrow(), ExitSighting.PUBLIC_NAME));
    }

    @Test
    void anAddressOfTheLanIsNoLine() {
        assertThat(Answer.reasons(sightings("none", "http://192.168.1.5:5000")))
                .containsExactly("192.168.1.5: the name has no public address");
    }

    @Test
    void whereThirdPartiesTellTheLineTheNameIsNotAsked() {
        assertThat(sightings("all", "https://203.0.113.7:5000")).isEmpty();
    }

    private static List<Answer<ExitSighting>> sightings(String thirdParties, String url) {
        Map<String, String> environment = Map.of(
                "VPN_SENTINEL_API_KEY",
                "key",
                "VPN_SENTINEL_THIRD_PARTIES",
                thirdParties,
                "VPN_SENTINEL_PUBLIC_URL",
                url);
        return new PublicName(Settings.read(environment, Half.SERVER)).sightings();
    }
}
