package vpnsentinel.client;

import static org.assertj.core.api.Assertions.assertThat;
import static vpnsentinel.client.TestClient.AGAIN;
import static vpnsentinel.client.TestClient.GREEN;
import static vpnsentinel.client.TestClient.OTHER_NETWORK;
import static vpnsentinel.client.TestClient.seen;
import static vpnsentinel.client.TestClient.seenFrom;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import vpnsentinel.network.Address;
import vpnsentinel.network.Answer;
import vpnsentinel.network.Asn;
import vpnsentinel.wire.BeatAnswer;
import vpnsentinel.wire.Keepalive;
import vpnsentinel.wire.KeepaliveAnswer;

/** What is told ahead of a round, to whom, and how often. */
class EarlyReportsTest {
    private final TestClient client = new TestClient();

    @Test
    void aChangeIsReportedEarlyAtOnceAndByARoundThatOvertakesTheOneThatRuns() {
        Round known = client.isProtected();
        Round running = client.begin();

        client.namespace.tunnelGoesDown();
        client.looks();
        Optional<Round> early = client.earlyReports.notice();

        assertThat(early).isPresent();
        Keepalive said = client.sent(early.orElseThrow());
        assertThat(said.claim().exit())
                .as("what was known")
                .isEqualTo(client.sent(known).claim().exit());
        assertThat(said.report().orElseThrow().exits()).isEmpty();
        assertThat(said.report().orElseThrow().local().path().orElseThrow().tunnels())
                .containsExactly("wg0");
        assertThat(client.rounds.isCurrent(running)).as("before the change").isTrue();
        Round after = client.rounds.begin().orElseThrow();
        assertThat(client.rounds.isCurrent(running)).as("overtaken").isFalse();
        assertThat(client.rounds.isCurrent(after)).isTrue();
        assertThat(client.earlyReports.notice()).as("nothing new").isEmpty();
    }

    @Test
    void aLineThatIsAnotherIsToldAheadOfTheResolversOfItsRound() {
        client.isProtected();
        Round round = client.begin();
        round.sawExits(List.of(seen("a", "198.51.100.20", "", OTHER_NETWORK)));
        assertThat(client.earlyReports.noticeLine(round))
                .as("UDP is still asked")
                .isEmpty();

        round.sawUdp(List.of(new Answer.Missing<>("stun", "time-out")));
        Keepalive said = client.sent(client.earlyReports.noticeLine(round).orElseThrow());

        assertThat(said.claim().exit()).map(Address::toString).contains("198.51.100.20");
        assertThat(said.report().orElseThrow().exits()).hasSize(1);
        assertThat(said.report().orElseThrow().resolvers()).isEmpty();
        assertThat(client.earlyReports.noticeLine(round)).as("told already").isEmpty();
    }

    @Test
    void aDoubtAboutALineThatWasToldAheadIsLookedIntoWithoutWaiting() {
        client.isProtected();
        Round round = client.begin();
        round.sawExits(List.of(seen("a", "198.51.100.20", "", OTHER_NETWORK)));
        round.sawUdp(List.of(new Answer.Missing<>("stun", "time-out")));
        Round early = client.earlyReports.noticeLine(round).orElseThrow();

        assertThat(client.deliveries.delivered(early, AGAIN)).isEmpty();

        assertThat(client.rounds.begin()).map(Round::asksAll).contains(true);
        assertThat(client.rounds.isCurrent(round)).isFalse();
    }

    @Test
    void whatTheServerAskedForIsToldAheadOfTheResolversAlsoWhenTheLineIsTheSame() {
        Round known = client.isProtected();
        Round ordered = client.deliveries.delivered(known, AGAIN).orElseThrow();
        settles(ordered);
        assertThat(client.sent(client.earlyReports.noticeLine(ordered).orElseThrow())
                        .report()
                        .orElseThrow()
                        .exits())
                .hasSize(1);
        assertThat(client.earlyReports.noticeLine(ordered)).as("told already").isEmpty();

        client.passSeconds(10);
        client.rounds.end();
        client.beats.answered(new BeatAnswer(Optional.empty(), true, Optional.empty()));
        Round orderedByBeat = client.rounds.begin().orElseThrow();
        settles(orderedByBeat);
        assertThat(client.earlyReports.noticeLine(orderedByBeat)).isPresent();

        Round usual = client.begin();
        settles(usual);
        assertThat(client.earlyReports.noticeLine(usual))
                .as("nobody waits for it")
                .isEmpty();
    }

    @Test
    void anEarlyReportOfAnOrderedRoundOrdersNoOther() {
        Round round = client.deliveries.delivered(client.isProtected(), AGAIN).orElseThrow();
        settles(round);

        client.deliveries.delivered(client.earlyReports.noticeLine(round).orElseThrow(), AGAIN);

        client.passSeconds(10);
        client.rounds.end();
        assertThat(client.rounds.begin()).as("its own keepalive may").isEmpty();
        assertThat(client.deliveries.delivered(round, AGAIN)).isPresent();
    }

    /** The line of the last round is seen again, and resolvers are still asked. */
    private static void settles(Round round) {
        round.sawExits(List.of(seen("a", "203.0.113.10", "", Optional.empty())));
        round.sawUdp(List.of(new Answer.Missing<>("stun", "time-out")));
    }

    @Test
    void anotherAddressOfAPoolAndARoundWithoutAnyWaitAreNotReportedEarly() {
        Round first = client.round(List.of(seen("a", "203.0.113.10", "", Optional.of(new Asn(64500)))));
        client.sent(first);
        client.deliveries.delivered(first, GREEN);
        Round pool = client.begin();
        pool.sawExits(List.of(
                seen("a", "203.0.113.11", "", Optional.of(new Asn(64500))),
                seen("b", "203.0.113.11", "", Optional.empty())));
        pool.sawUdp(List.of(new Answer.Missing<>("stun", "time-out")));
        assertThat(client.earlyReports.noticeLine(pool)).isEmpty();

        Round whole = client.begin();
        whole.sawResolvers(List.of(new Answer.Missing<>("google", "NXDOMAIN")), Round.ResolverPlace.UNKNOWN);
        whole.sawExits(List.of(seen("a", "198.51.100.20", "", OTHER_NETWORK)));
        whole.sawUdp(List.of(new Answer.Missing<>("stun", "time-out")));
        assertThat(client.earlyReports.noticeLine(whole)).isEmpty();
    }

    @Test
    void aServerThatGivesNoVerdictsGetsNoEarlyReports() {
        Round round = client.round(List.of(seen("a", "203.0.113.10", "", Optional.empty())));
        client.sent(round);
        client.earlyReports.notice();
        client.deliveries.delivered(round, new KeepaliveAnswer(Optional.empty(), false));

        client.namespace.tunnelGoesDown();
        client.looks();

        assertThat(client.earlyReports.notice()).isEmpty();
        client.rounds.end();
        assertThat(client.rounds.begin()).as("but a whole round").isPresent();
    }

    @Test
    void whatFlapsIsToldAFewTimesAMinuteOnly() {
        client.isProtected();
        int reports = 0;
        for (int second = 0; second < 60; second++) {
            client.namespace.flap();
            client.looks();
            reports += client.earlyReports.notice().isPresent() ? 1 : 0;
            client.passSeconds(1);
        }

        assertThat(reports).isEqualTo(8);
    }

    @Test
    void beatsThatAServerRefusesForAWhileAreCalledOffByAnEarlyReportAndAnnouncedAgainByAnother() {
        Round round = client.isProtected();
        client.earlyReports.notice();
        client.beats.answered(seenFrom("198.51.100.10"));
        client.beats.refused(404);
        assertThat(client.earlyReports.notice()).as("one is an accident").isEmpty();

        client.beats.refused(404);
        Round off = client.earlyReports.notice().orElseThrow();
        assertThat(client.sent(off).report().orElseThrow().beat()).isZero();
        assertThat(client.earlyReports.notice()).as("on its way").isEmpty();
        client.passSeconds(5);
        off = client.earlyReports.notice().orElseThrow();
        client.sent(off);
        client.deliveries.delivered(off, GREEN);
        assertThat(client.beats.begin())
                .as("an early report tells nothing of beats")
                .isFalse();
        client.passSeconds(5);
        assertThat(client.earlyReports.notice()).as("the server knows").isEmpty();

        client.sent(round);
        client.deliveries.delivered(round, GREEN);
        assertThat(client.beats.begin()).as("keepalives arrive").isTrue();
        client.beats.answered(seenFrom("198.51.100.10"));

        assertThat(client.sent(client.earlyReports.notice().orElseThrow())
                        .report()
                        .orElseThrow()
                        .beat())
                .isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void noEarlyReportOfBeatsIsTriedWhereKeepalivesFailToo() {
        Round round = client.isProtected();
        client.earlyReports.notice();
        client.beats.answered(seenFrom("198.51.100.10"));
        client.deliveries.failed(round, 401, "Unauthorized", Optional.empty());

        client.beats.refused(401);
        client.beats.refused(401);

        assertThat(client.earlyReports.notice()).isEmpty();
    }
}
