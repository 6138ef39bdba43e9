package vpnsentinel.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vpnsentinel.network.Address;
import vpnsentinel.network.Answer;
import vpnsentinel.network.Asn;
import vpnsentinel.network.ExitSighting;
import vpnsentinel.network.Network;
import vpnsentinel.network.Place;
import vpnsentinel.network.ResolverSighting;
import vpnsentinel.settings.Half;
import vpnsentinel.settings.Settings;

/** The home lines of all sites, and what is left of them after a restart. */
class HomesTest {
    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");
    private static final String HOME = "203.0.113.7";
    private static final String NEW_HOME = "203.0.113.8";
    private static final String OFFICE = "198.51.100.7";

    private final Map<String, String> kept = new LinkedHashMap<>();
    private final List<String> order = new ArrayList<>();

    private Homes homes() {
        return Homes.of(settings(Map.of()), new Shelf() {
            @Override
            public Map<String, String> all() {
                return Map.copyOf(kept);
            }

            @Override
            public void keep(String name, String content) {
                kept.put(name, content);
                order.add(name);
            }
        });
    }

    private Homes restarted() {
        return homes();
    }

    private Settings settings(Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(more);
        environment.put("VPN_SENTINEL_API_KEY", "key");
        return Settings.read(environment, Half.SERVER);
    }

    private static Address address(String text) {
        return Address.parse(text).orElseThrow();
    }

    private static List<Answer<ExitSighting>> saw(String... addresses) {
        return saw(Network.Kind.UNKNOWN, addresses);
    }

    private static List<Answer<ExitSighting>> saw(Network.Kind kind, String... addresses) {
        List<Answer<ExitSighting>> answers = new ArrayList<>();
        for (String each : addresses) {
            String source = "source-" + answers.size() + ".test";
            Network network = new Network(Optional.of(new Asn(64500)), "Home Telecom", kind);
            answers.add(
                    new Answer.Seen<>(source, new ExitSighting(source, source, address(each), network, Place.UNKNOWN)));
        }
        return answers;
    }

    private static List<Answer<ResolverSighting>> resolvedFrom(String egress) {
        return List.of(new Answer.Seen<>(
                "method",
                new ResolverSighting(
                        "method", "method", "192.168.1.1", List.of(address(egress)), List.of(), List.of())));
    }

    @Test
    void aRestartForgetsNothing() {
        Homes before = homes();
        before.main().learn(saw(HOME, HOME), resolvedFrom("192.0.2.53"), NOW);
        before.main().learn(saw(NEW_HOME, NEW_HOME), List.of(), NOW);
        before.teach("office", saw(OFFICE, OFFICE), List.of(), NOW);
        before.teach("", saw("192.0.2.7", "192.0.2.7"), List.of(), NOW);
        before.familiar().seen(new Asn(64510), NOW);

        Homes after = restarted();

        assertThat(after.entries()).isEqualTo(before.entries()).hasSize(4);
        assertThat(after.line("", NOW)).isEqualTo(before.line("", NOW));
        assertThat(after.line("", NOW).resolverEgress()).containsExactly(address("192.0.2.53"));
        assertThat(after.line("office", NOW)).isEqualTo(before.line("office", NOW));
        assertThat(after.familiar().at(NOW.plus(Duration.ofDays(1)))).containsExactly(new Asn(64510));
    }

    @Test
    void whatWasForgottenStaysForgotten() {
        Homes before = homes();
        before.main().learn(saw(HOME, HOME), List.of(), NOW);
        before.teach("office", saw(HOME, HOME), List.of(), NOW);

        assertThat(before.forget(address(HOME), NOW)).isTrue();
        assertThat(before.forget(address(HOME), NOW)).isFalse();

        assertThat(before.entries()).isEmpty();
        assertThat(restarted().entries()).isEmpty();
    }

    @Test
    void aSiteIsComparedWithItsOwnLineOnly() {
        Homes homes = homes();
        homes.main().learn(saw(HOME, HOME), List.of(), NOW);

        assertThat(homes.teach("office", saw(OFFICE, OFFICE), List.of(), NOW)).isTrue();
        assertThat(homes.teach("office", saw(OFFICE, OFFICE), List.of(), NOW)).isFalse();

        assertThat(homes.line("office", NOW).current()).containsExactly(address(OFFICE));
        assertThat(homes.line("", NOW).current()).containsExactly(address(HOME));
        assertThat(homes.line("elsewhere", NOW)).isEqualTo(HomeLine.UNKNOWN);
    }

    @Test
    void aCompanionWithoutASiteAddsToTheServersLine() {
        Homes homes = homes();
        homes.main().learn(saw(Network.Kind.HOSTING, HOME, HOME), List.of(), NOW);
        assertThat(homes.line("", NOW).knowledge()).isEqualTo(HomeLine.Knowledge.UNKNOWN);

        assertThat(homes.trouble(NOW)).contains("data centre");
        homes.teach("", saw(OFFICE, OFFICE), List.of(), NOW);

        assertThat(homes.trouble(NOW)).isEmpty();
        HomeLine line = homes.line("", NOW);
        assertThat(line.knowledge()).isEqualTo(HomeLine.Knowledge.KNOWN);
        assertThat(line.current()).containsExactly(address(OFFICE));
        assertThat(line.confirmed()).contains(NOW);
    }

    @Test
    void aCompanionThatShowsWhatSpellsItsLineTeachesTheLine() {
        Homes homes = homes();

        assertThat(homes.teach("six", saw("2002:c633:6407::1", "2002:c633:6407::1"), List.of(), NOW))
                .isTrue();
        homes.teach("teredo", saw("2001:0:1:1:0:1111:39cc:9bf8", "2001:0:1:1:0:1111:39cc:9bf8"), List.of(), NOW);
        assertThat(homes.teach(
                        "teredo", saw("2001:0:2:2:0:2222:39cc:9bf8", "2001:0:2:2:0:2222:39cc:9bf8"), List.of(), NOW))
                .as("another session of the same line")
                .isFalse();

        for (String site : List.of("six", "teredo")) {
            assertThat(homes.line(site, NOW).isCurrent(address(OFFICE))).isTrue();
            assertThat(homes.line(site, NOW).holds(address(HOME))).isFalse();
        }
        assertThat(restarted().line("teredo", NOW).holds(address(OFFICE))).isTrue();
        assertThat(homes.forget(address(OFFICE), NOW)).isTrue();
        assertThat(homes.line("six", NOW).holds(address(OFFICE))).isFalse();
    }

    @Test
    void aCompanionsLineAgesAsTheMainOneDoes() {
        Homes homes = homes();
        homes.teach("office", saw(Network.Kind.HOSTING, OFFICE, OFFICE), List.of(), NOW);

        assertThat(homes.line("office", NOW).knowledge())
                .as("a companion in a data centre is there on purpose")
                .isEqualTo(HomeLine.Knowledge.KNOWN);
        assertThat(homes.line("office", NOW.plus(Duration.ofHours(25))).knowledge())
                .isEqualTo(HomeLine.Knowledge.STALE);
    }

    @Test
    void whatCannotBeReadIsBegunAnew() {
        kept.put("home-line", "{ half");
        kept.put(
                "home-line-of-office",
                "{\"current\": [{\"address\": \"nowhere\"}, {\"address\": \"203.0.113.9\", \"confirmed\": \"?\"}]}");
        kept.put("access-networks", "{\"AS64510\": \"yesterday\"}");

        Homes homes = homes();

        assertThat(homes.entries()).isEmpty();
        assertThat(homes.familiar().at(NOW)).isEmpty();
        homes.main().learn(saw(HOME, HOME), List.of(), NOW);
        assertThat(restarted().entries()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"59, 1", "61, 2"})
    void aConfirmationIsKeptOnceAnHour(int minutesLater, int times) {
        Homes homes = homes();
        homes.main().learn(saw(HOME, HOME), List.of(), NOW);

        homes.main().learn(saw(HOME, HOME), List.of(), NOW.plus(Duration.ofMinutes(minutesLater)));

        assertThat(order).containsExactlyElementsOf(Collections.nCopies(times, "home-line"));
    }

    @Test
    void aNetworkIsFamiliarADayAfterItWasFirstSeen() {
        FamiliarNetworks familiar = Homes.forgetful(settings(Map.of())).familiar();
        familiar.seen(new Asn(64510), NOW);
        familiar.seen(new Asn(64510), NOW.plus(Duration.ofHours(20)));

        assertThat(familiar.at(NOW.plus(Duration.ofHours(23)))).isEmpty();
        assertThat(familiar.at(NOW.plus(Duration.ofHours(24)))).containsExactly(new Asn(64510));
    }
}
