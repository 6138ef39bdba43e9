package demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import vpnsentinel.network.Answer;
import vpnsentinel.network.ExitSighting;
import vpnsentinel.network.ResolverSighting;
import vpnsentinel.wire.Keepalive;
import vpnsentinel.wire.KeepaliveFormat;
import vpnsentinel.wire.Report;

/** A simulated client tells of its situation as a real one would, and never what it means. */
class SimulatedClientTest {
    private static final Instant NOW = Instant.parse("2026-11-22T08:30:53Z");
    private static final Situation SAFE = Situation.behind(World.TOKYO);

    private final SimulatedClient client = client(Dialect.EVIDENCE, 1);

    @Test
    void twoProvidersAndTwoMethodsTellWhatTheySee() {
        Report report = report(client.keepalive(NOW));

        assertThat(seen(report.exits()))
                .hasSize(2)
                .extracting(ExitSighting::address)
                .containsOnly(World.TOKYO.exit().address());
        assertThat(seen(report.resolvers()))
                .extracting(ResolverSighting::egress)
                .containsOnly(List.of(World.TOKYO.resolver().address()));
    }

    @Test
    void providersAreAskedInRotation() {
        Set<String> asked = new TreeSet<>();
        for (int i = 0; i < 3; i++) {
            report(client.keepalive(NOW)).exits().forEach(answer -> asked.add(answer.source()));
        }

        assertThat(asked).containsExactly("ip-api.com", "ipinfo.io", "ipwhois.app");
        assertThat(report(client.keepaliveByAll(NOW)).exits()).hasSize(3);
    }

    @Test
    void keepalivesOfOneStartAreCounted() {
        Report first = report(client.keepalive(NOW));
        Report second = report(client.keepalive(NOW));
        client.restart();
        Report third = report(client.keepalive(NOW));

        assertThat(List.of(first.sequence(), second.sequence(), third.sequence()))
                .containsExactly(1L, 2L, 1L);
        assertThat(second.boot()).isEqualTo(first.boot());
        assertThat(third.boot()).isNotEqualTo(first.boot());
    }

    @Test
    void oneProviderCanSeeAnotherLine() {
        client.is(SAFE.seen(Provider.IP_API, World.HOME));

        Report report = report(client.keepaliveByAll(NOW));

        assertThat(seen(report.exits()))
                .filteredOn(sighting -> sighting.source().equals("ip-api.com"))
                .extracting(ExitSighting::address)
                .containsExactly(World.HOME.address());
    }

    @Test
    void whatIsNotSeenIsMissingForAReason() {
        client.is(SAFE.withoutExit().withoutResolver());

        Report report = report(client.keepalive(NOW));

        assertThat(report.exits()).hasSize(2).hasOnlyElementsOfType(Answer.Missing.class);
        assertThat(report.resolvers()).hasSize(2).hasOnlyElementsOfType(Answer.Missing.class);
    }

    @Test
    void anOldClientClaimsWithoutEvidence() {
        Keepalive keepalive = KeepaliveFormat.read(client(Dialect.FLAT, 1).keepalive(NOW));

        assertThat(keepalive.claim().exit()).contains(World.TOKYO.exit().address());
        assertThat(keepalive.claim().place().country())
                .contains(World.TOKYO.exit().country());
        assertThat(keepalive.claim().dnsCountry())
                .contains(World.TOKYO.resolver().country());
        assertThat(keepalive.claim().provider()).isEqualTo("AS64508 Example Servers Japan");
        assertThat(keepalive.report()).isEqualTo(Optional.empty());
    }

    @Test
    void theSameSeedTellsTheSameStory() {
        assertThat(client(Dialect.EVIDENCE, 7).keepalive(NOW))
                .isEqualTo(client(Dialect.EVIDENCE, 7).keepalive(NOW))
                .isNotEqualTo(client(Dialect.EVIDENCE, 8).keepalive(NOW));
    }

    @Test
    void anOrderlyStopIsSaid() {
        assertThat(KeepaliveFormat.read(client.farewell(NOW)).stopping()).isTrue();
    }

    private static SimulatedClient client(Dialect dialect, long seed) {
        return new SimulatedClient("tokyo", dialect, Duration.ofSeconds(3), seed, SAFE);
    }

    private static Report report(byte[] body) {
        return KeepaliveFormat.read(body).report().orElseThrow();
    }

    private static <T> List<T> seen(List<Answer<T>> answers) {
        return answers.stream()
                .filter(Answer.Seen.class::isInstance)
                .map(answer -> ((Answer.Seen<T>) answer).value())
                .toList();
    }
}
