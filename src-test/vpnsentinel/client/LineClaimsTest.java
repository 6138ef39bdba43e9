package vpnsentinel.client;

import static org.assertj.core.api.Assertions.assertThat;
import static vpnsentinel.client.TestClient.INTERVAL;
import static vpnsentinel.client.TestClient.seen;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import vpnsentinel.network.Address;
import vpnsentinel.network.Answer;
import vpnsentinel.network.Country;
import vpnsentinel.network.ExitSighting;
import vpnsentinel.network.Network;
import vpnsentinel.network.Place;
import vpnsentinel.wire.LineClaim;

class LineClaimsTest {
    private static final String FOUR = "203.0.113.10";
    private static final String MOVED = "198.51.100.20";
    private static final String SIX = "2001:db8::10";

    private final TestClient client = new TestClient();
    private final LineClaims claims = new LineClaims();
    private Instant now = Instant.parse("2026-11-22T08:00:00Z");

    private void passes(Duration time) {
        now = now.plus(time);
    }

    /** A round in which these exits are seen; an empty text for a provider that fails. */
    private Round round(String... exits) {
        Round round = client.begin();
        round.sawExits(Stream.of(exits)
                .<Answer<ExitSighting>>map(each -> each.isEmpty()
                        ? new Answer.Missing<>("down", "HTTP 500")
                        : seen("source of " + each, each, "", Optional.empty()))
                .toList());
        return round;
    }

    private Round withResolverIn(String country, Round round) {
        Place place = new Place(Optional.of(new Country(country)), "", "", "");
        round.sawResolvers(List.of(), new Round.ResolverPlace(place, Network.UNKNOWN));
        return round;
    }

    private LineClaim claim(Round round) {
        return claims.of(round, INTERVAL, now);
    }

    private String exit(Round round) {
        return claim(round).exit().map(Address::toString).orElse("");
    }

    @Test
    void ofBothFamiliesTheOldOneIsClaimed() {
        assertThat(exit(round(SIX, SIX, FOUR))).isEqualTo(FOUR);
    }

    @Test
    void whenNoIpv4SourceAnswersTheLastAddressIsClaimedForTwoIntervalsAndThenNone() {
        claim(round(SIX, FOUR));

        passes(INTERVAL);
        assertThat(exit(round(SIX, ""))).isEqualTo(FOUR);
        passes(INTERVAL.minusSeconds(1));
        assertThat(exit(round(SIX, ""))).isEqualTo(FOUR);
        passes(Duration.ofSeconds(1));
        assertThat(exit(round(SIX, ""))).as("not the other family").isEmpty();
        assertThat(exit(round(SIX, MOVED))).isEqualTo(MOVED);
    }

    @Test
    void ipv6IsClaimedWhereIpv4WasNeverSeen() {
        assertThat(exit(round(SIX, ""))).isEqualTo(SIX);
        assertThat(exit(round(FOUR))).isEqualTo(FOUR);
        assertThat(exit(round(SIX))).isEqualTo(FOUR);
    }

    @Test
    void anEarlyReportOfAnotherLineSaysNothingOfTheResolver() {
        claim(withResolverIn("CH", round(FOUR)));

        Round moved = round(MOVED);
        LineClaim early = claim(moved.ofLine(now));
        LineClaim local = claim(Round.ofLocalSigns(Optional.empty(), moved.start()));

        assertThat(early.exit()).map(Address::toString).contains(MOVED);
        assertThat(early.dnsCountry()).isEmpty();
        assertThat(local).as("what was claimed last").isEqualTo(early);
        assertThat(claim(withResolverIn("SE", moved)).dnsCountry()).contains(new Country("SE"));
    }

    @Test
    void aReportThatAsksNobodyClaimsExitAndResolverOfOneRound() {
        LineClaim known = claim(withResolverIn("CH", round(FOUR)));

        assertThat(claim(Round.ofLocalSigns(Optional.empty(), client.begin().start())))
                .isEqualTo(known);
        assertThat(claim(Round.farewell(now))).isEqualTo(known);
    }

    @Test
    void anExitThatIsNotSeenIsNotClaimedWithTheResolverOfToday() {
        claim(withResolverIn("CH", round(FOUR)));

        LineClaim kept = claim(withResolverIn("SE", round("")));

        assertThat(kept.exit()).map(Address::toString).contains(FOUR);
        assertThat(kept.dnsCountry()).contains(new Country("CH"));
    }
}
