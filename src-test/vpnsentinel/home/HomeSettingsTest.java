package vpnsentinel.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import vpnsentinel.network.Address;
import vpnsentinel.network.Asn;
import vpnsentinel.network.Network;
import vpnsentinel.settings.Half;
import vpnsentinel.settings.Settings;

/** What the user says of the home line counts beside what is learnt. */
class HomeSettingsTest {
    private static final Instant NOW = Instant.parse("2026-11-22T08:30:00Z");

    @Test
    void givenPrefixesAreTheHomeLine() {
        HomeLine line = line(Map.of("VPN_SENTINEL_HOME", "none", "VPN_SENTINEL_HOME_PREFIXES", "203.0.113.0/28"));

        assertThat(line.holds(Address.parse("203.0.113.7").orElseThrow())).isTrue();
        assertThat(line.holds(Address.parse("203.0.113.77").orElseThrow())).isFalse();
    }

    @Test
    void givenNetworksAreTheHomeProviders() {
        HomeLine line = line(Map.of("VPN_SENTINEL_HOME", "none", "VPN_SENTINEL_HOME_ASNS", "AS64500"));

        assertThat(line.isNetwork(network(64500))).isTrue();
        assertThat(line.isNetwork(network(64501))).isFalse();
    }

    @Test
    void whoSaysNoneIsNeverDueForALesson() {
        assertThat(learner(Map.of()).isDue(NOW)).isTrue();
        assertThat(learner(Map.of("VPN_SENTINEL_HOME", "none")).isDue(NOW)).isFalse();
    }

    private static Network network(long number) {
        return new Network(Optional.of(new Asn(number)), "Example", Network.Kind.UNKNOWN);
    }

    private static HomeLine line(Map<String, String> more) {
        return learner(more).line(NOW);
    }

    private static HomeLineLearner learner(Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(more);
        environment.put("VPN_SENTINEL_API_KEY", "k");
        return new HomeLineLearner(Settings.read(environment, Half.SERVER));
    }
}
