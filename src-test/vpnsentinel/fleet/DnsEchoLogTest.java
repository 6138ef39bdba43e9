package vpnsentinel.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import vpnsentinel.network.Address;
import vpnsentinel.network.Answer;
import vpnsentinel.network.LocalSigns;
import vpnsentinel.network.Prefix;
import vpnsentinel.network.ResolverSighting;
import vpnsentinel.wire.EchoName;
import vpnsentinel.wire.Keepalive;
import vpnsentinel.wire.LineClaim;
import vpnsentinel.wire.Report;

/** What the own zone hears becomes evidence of the client whose names were asked for. */
class DnsEchoLogTest {
    private static final Address VPN = Address.parse("198.51.100.53").orElseThrow();
    private static final Address HOME = Address.parse("203.0.113.53").orElseThrow();

    private final DnsEchoLog log = new DnsEchoLog("key");
    private Instant now = Instant.parse("2026-11-22T08:00:00Z");
    private boolean leaks;
    private Duration took = Duration.ZERO;

    private boolean hears(String client, Address resolver, String... subnets) {
        String label = EchoName.label(client);
        List<Prefix> told = Prefix.parseList(String.join(",", subnets));
        return log.hear(EchoName.nonce("key", label), label, resolver, told, now);
    }

    private Keepalive keepalive(String client) {
        return keepalive(client, List.of(new Answer.Missing<>("google", "no answer in time")));
    }

    private Keepalive keepalive(String client, List<Answer<ResolverSighting>> resolvers) {
        Report report = new Report(
                "b", 1, Duration.ofSeconds(300), Duration.ZERO, List.of(), resolvers, List.of(), LocalSigns.NONE, took);
        return new Keepalive(client, "2", false, LineClaim.NONE, Optional.of(report));
    }

    private boolean takesNews(String client) {
        return log.takeNews(client, () -> leaks);
    }

    private List<ResolverSighting> joined(String client) {
        return Answer.values(
                log.join(keepalive(client), now).report().orElseThrow().resolvers());
    }

    @Test
    void whoAskedForAClientsNameIsItsResolver() {
        hears("office", VPN);
        hears("office", HOME, "203.0.113.0/24");
        hears("Attic", VPN);

        assertThat(joined("office")).singleElement().satisfies(seen -> {
            assertThat(seen.egress()).containsExactly(VPN, HOME);
            assertThat(seen.clientSubnets()).hasToString("[203.0.113.0/24]");
        });
        assertThat(joined("Attic"))
                .singleElement()
                .satisfies(seen -> assertThat(seen.egress()).containsExactly(VPN));
        assertThat(joined("cellar")).isEmpty();
    }

    @Test
    void anEarlyReportThatNamesNoResolverStaysAsItIs() {
        hears("office", HOME);
        Keepalive early = keepalive("office", List.of());

        assertThat(log.join(early, now)).isSameAs(early);
    }

    @Test
    void whatABeatAskedLongBeforeTheRoundIsLeftOut() {
        hears("office", HOME);
        now = now.plusSeconds(21);

        assertThat(joined("office")).isEmpty();
    }

    @Test
    void whatWasHeardBeforeTheRoundBeganSpeaksForAnotherExit() {
        hears("office", HOME);
        now = now.plusSeconds(10);
        hears("office", VPN);
        now = now.plusSeconds(3);
        took = Duration.ofSeconds(3);

        assertThat(joined("office"))
                .singleElement()
                .satisfies(seen -> assertThat(seen.egress()).containsExactly(VPN));
    }

    @Test
    void aStrangersNameCountsForNobody() {
        assertThat(log.hear("0".repeat(24), "office", HOME, List.of(), now)).isFalse();
        assertThat(joined("office")).isEmpty();
    }

    @Test
    void aNameThatIsAskedAgainMuchLaterProvesNothing() {
        String nonce = EchoName.nonce("key", "office");

        assertThat(log.hear(nonce, "office", VPN, List.of(), now)).isTrue();
        assertThat(log.hear(nonce, "office", HOME, List.of(), now.plusSeconds(9)))
                .as("a resolver's second try by another way")
                .isTrue();
        assertThat(log.hear(nonce, "office", HOME, List.of(), now.plusSeconds(11)))
                .isFalse();
    }

    @Test
    void anUnknownResolverIsNewsOnceUntilItWasShown() {
        hears("office", VPN);
        assertThat(takesNews("office")).isTrue();
        assertThat(takesNews("office")).isFalse();

        joined("office");
        hears("office", VPN);
        hears("office", Address.parse("198.51.100.99").orElseThrow());
        assertThat(takesNews("office")).as("of the same farm").isFalse();

        hears("office", HOME);
        assertThat(takesNews("office")).isTrue();
        assertThat(takesNews("attic")).isFalse();
    }

    /** A round after which the verdict is this. */
    private void judged(boolean leaky, Address resolver) {
        hears("office", resolver);
        takesNews("office");
        hears("office", resolver);
        joined("office");
        leaks = leaky;
        now = now.plusSeconds(25);
    }

    @Test
    void theUsualResolverIsNewsToALeakingClientAndAKnownLeakIsNewsToAHealedOne() {
        judged(false, VPN);
        judged(true, HOME);
        hears("office", HOME);
        assertThat(takesNews("office")).as("it goes on").isFalse();

        now = now.plusSeconds(30);
        hears("office", VPN);
        assertThat(takesNews("office")).as("healed").isTrue();
        judged(false, VPN);
        hears("office", VPN);
        assertThat(takesNews("office")).as("still healed").isFalse();

        hears("office", HOME);
        assertThat(takesNews("office")).as("the same leak once more").isTrue();
    }

    @Test
    void anotherSubnetBehindTheSameResolverIsNews() {
        judged(false, VPN);
        hears("office", VPN, "203.0.113.0/24");

        assertThat(takesNews("office")).isTrue();
    }

    @Test
    void anOldClientsClaimStaysAsItIs() {
        hears("old", HOME);
        Keepalive claim = new Keepalive("old", "1", false, LineClaim.NONE, Optional.empty());

        assertThat(log.join(claim, now)).isSameAs(claim);
    }
}
