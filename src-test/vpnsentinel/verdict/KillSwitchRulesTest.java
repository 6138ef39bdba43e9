package vpnsentinel.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vpnsentinel.network.Fact;
import vpnsentinel.network.KillSwitchSighting;
import vpnsentinel.network.KillSwitchSighting.Result;
import vpnsentinel.network.LocalSigns;

/** Each row is one place from which the server saw what was bound beside the tunnel, with the exits that are known. */
class KillSwitchRulesTest {
    private static final String NOTHING = "";

    private static Scene tried(Scene scene, Result result, String... seenFrom) {
        KillSwitchSighting sighting = new KillSwitchSighting(
                result,
                "by TCP from 172.20.0.2",
                Stream.of(seenFrom).map(Scene::address).toList());
        return scene.local(new LocalSigns(Optional.empty(), List.of(), Optional.of(sighting)));
    }

    private static List<Finding> findings(Scene scene) {
        return Judge.judge(scene.evidence(), scene.homeLine(), scene.expectations()).findings().stream()
                .filter(each -> each.fact() == Fact.KILL_SWITCH_OPEN || each.fact() == Fact.KILL_SWITCH_NOT_PROVEN)
                .toList();
    }

    private static Scene seenBehind(String exits, Result result, String seenFrom) {
        Scene scene = exits.isEmpty() ? Scene.nothing() : Scene.behindVpn().exits(exits.split(" ", -1));
        return tried(scene, result, seenFrom.isEmpty() ? new String[0] : seenFrom.split(" ", -1));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            vpn vpn                                             | OPEN       | home               | KILL_SWITCH_OPEN
            vpn vpn                                             | OPEN       | former             | KILL_SWITCH_OPEN
            vpn vpn                                             | OPEN       | home6-other-device | KILL_SWITCH_OPEN
            vpn vpn                                             | OPEN       | home-isp           | KILL_SWITCH_OPEN
            vpn vpn                                             | OPEN       | vpn                | -
            vpn vpn                                             | OPEN       | vpn-pool           | -
            vpn vpn                                             | OPEN       | vpn-elsewhere      | -
            vpn vpn                                             | OPEN       | vpn6               | -
            vpn-of-unknown-network vpn-of-unknown-network       | OPEN       | vpn-pool           | -
            vpn-of-unknown-network vpn-of-unknown-network       | OPEN       | vpn-elsewhere      | KILL_SWITCH_OPEN
            vpn6 vpn6                                           | OPEN       | vpn6-pool          | -
            vpn vpn                                             | OPEN       | third              | KILL_SWITCH_OPEN
            vpn vpn                                             | OPEN       | unknown            | KILL_SWITCH_OPEN
            vpn vpn                                             | OPEN       | third6             | KILL_SWITCH_OPEN
            vpn vpn                                             | OPEN       | unknown6           | KILL_SWITCH_NOT_PROVEN
            vpn-of-unknown-network vpn-of-unknown-network       | OPEN       | third6             | KILL_SWITCH_NOT_PROVEN
            vpn vpn                                             | OPEN       | not-looked-up      | KILL_SWITCH_NOT_PROVEN
            -                                                   | OPEN       | third              | KILL_SWITCH_NOT_PROVEN
            -                                                   | OPEN       | home               | KILL_SWITCH_OPEN
            home home                                           | OPEN       | home               | KILL_SWITCH_OPEN
            home-isp home-isp                                   | OPEN       | home-isp           | KILL_SWITCH_OPEN
            home-isp home-isp                                   | OPEN       | third              | KILL_SWITCH_NOT_PROVEN
            vpn vpn                                             | OPEN       | vpn third          | KILL_SWITCH_OPEN
            vpn vpn                                             | OPEN       | unknown6 third     | KILL_SWITCH_OPEN
            vpn vpn                                             | OPEN       | -                  | KILL_SWITCH_OPEN
            vpn vpn                                             | CLOSED     | -                  | -
            vpn vpn                                             | CLOSED     | vpn                | -
            vpn vpn                                             | CLOSED     | third              | -
            home home                                           | CLOSED     | home               | KILL_SWITCH_OPEN
            vpn vpn                                             | NOT_PROVEN | -                  | KILL_SWITCH_NOT_PROVEN
            vpn vpn                                             | NOT_PROVEN | third              | KILL_SWITCH_NOT_PROVEN
            vpn vpn                                             | NOT_PROVEN | home               | KILL_SWITCH_OPEN
            """)
    void whereItCameOutDecides(String exits, Result result, String seenFrom, String expected) {
        Scene scene = seenBehind(exits == null ? NOTHING : exits, result, seenFrom == null ? NOTHING : seenFrom);

        assertThat(findings(scene))
                .extracting(finding -> finding.fact().name())
                .isEqualTo(expected == null ? List.of() : List.of(expected));
    }

    @Test
    void theFindingNamesTheLine() {
        assertThat(evidence(Result.OPEN, "home"))
                .isEqualTo("This server was reached past the tunnel from 203.0.113.7, your home address:"
                        + " by TCP from 172.20.0.2.");
        assertThat(evidence(Result.OPEN, "former")).contains("from 203.0.113.99, your former home address:");
        assertThat(evidence(Result.OPEN, "home-isp"))
                .contains("from 203.0.113.200, of your home provider, AS64500 Home Telecom:");
        assertThat(evidence(Result.OPEN, "third")).contains("from 192.0.2.9, neither its VPN nor your home:");
        assertThat(evidence(Result.OPEN)).isEqualTo("This server was reached past the tunnel: by TCP from 172.20.0.2.");
    }

    @Test
    void whatIsNotProvenSaysWhy() {
        assertThat(evidence(Result.NOT_PROVEN))
                .isEqualTo("That the kill switch is closed is not proven: by TCP from 172.20.0.2.");
        assertThat(evidence(Result.OPEN, "not-looked-up"))
                .isEqualTo("That the kill switch is closed is not proven:"
                        + " whose 192.0.2.140 is, is not known; by TCP from 172.20.0.2.");
    }

    private static String evidence(Result result, String... seenFrom) {
        List<Finding> findings = findings(tried(Scene.behindVpn(), result, seenFrom));
        assertThat(findings).hasSize(1);
        return findings.get(0).evidence();
    }

    @Test
    void anExitOfTheHomeProviderThatTheUserExpectsIsATunnel() {
        Scene scene = tried(
                Scene.behindVpn().exits("home-isp", "home-isp").expected("", "AS64500", ""), Result.OPEN, "home-isp");

        assertThat(findings(scene)).isEmpty();
    }
}
