package vpnsentinel.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vpnsentinel.network.Address;
import vpnsentinel.network.Answer;
import vpnsentinel.network.Asn;
import vpnsentinel.network.Country;
import vpnsentinel.network.ExitSighting;
import vpnsentinel.network.KillSwitchSighting;
import vpnsentinel.network.Network;
import vpnsentinel.network.Place;
import vpnsentinel.network.PublicReachability;
import vpnsentinel.network.ResolverSighting;
import vpnsentinel.network.RouteChoice;
import vpnsentinel.probe.Surroundings;
import vpnsentinel.wire.BeatAnswer;
import vpnsentinel.wire.Keepalive;
import vpnsentinel.wire.KeepaliveAnswer;
import vpnsentinel.wire.KeepaliveFormat;

class SentryTest {
    private static final Duration INTERVAL = Duration.ofMinutes(5);
    private static final Optional<Asn> OTHER_NETWORK = Optional.of(new Asn(64510));
    private static final KeepaliveAnswer GREEN = new KeepaliveAnswer(Optional.of("green"), false);
    private static final KeepaliveAnswer RED =
            new KeepaliveAnswer(Optional.of("red"), false, List.of("exit-on-home-line"));
    private static final KeepaliveAnswer AGAIN = new KeepaliveAnswer(Optional.of("yellow"), true);

    private Instant now = Instant.parse("2026-11-22T08:00:00Z");
    private final InstantSource clock = () -> now;
    private final Namespace namespace = new Namespace();
    private final NetworkWatch lookout = new NetworkWatch(namespace::look, namespace::sockets, List.of());
    private final Sentry.Pace pace = new Sentry.Pace(INTERVAL, Duration.ofSeconds(5), true);
    private final Sentry sentry =
            new Sentry(new ClientIdentity("office", "cafe"), "2.0.0", pace, lookout, clock, () -> 0);

    @Test
    void theClaimIsTheAddressThatMostSourcesConfirmWithTheFullestPlace() {
        Keepalive sent = sent(round(List.of(
                seen("liar", "198.51.100.9", "", Optional.empty()),
                seen("thin", "203.0.113.10", "", Optional.empty()),
                seen("rich", "203.0.113.10", "Zurich", Optional.of(new Asn(64500))))));

        assertThat(sent.claim().exit()).map(Address::toString).contains("203.0.113.10");
        assertThat(sent.claim().place().city()).isEqualTo("Zurich");
        assertThat(sent.claim().provider()).isEqualTo("AS64500 Example Hosting");
        assertThat(sent.claim().dnsCountry()).contains(new Country("CH"));
        assertThat(sent.claim().dnsColo()).isEqualTo("Example Resolvers");
        assertThat(sent.report().orElseThrow().exits()).hasSize(3);
        assertThat(sent.report().orElseThrow().boot()).isEqualTo("cafe");
        assertThat(sent.report().orElseThrow().interval()).isEqualTo(INTERVAL);
    }

    @Test
    void withoutAnySightingTheClaimIsUnknownAndTheReasonsAreSent() {
        Round round = begin();
        round.sawExits(List.of(new Answer.Missing<>("a", "HTTP 500")));
        round.sawResolvers(List.of(new Answer.Missing<>("google", "NXDOMAIN")), Round.ResolverPlace.UNKNOWN);

        Keepalive sent = sent(round);

        assertThat(sent.claim().exit()).isEmpty();
        assertThat(sent.claim().dnsCountry()).isEmpty();
        assertThat(sent.report().orElseThrow().exits()).containsExactly(new Answer.Missing<>("a", "HTTP 500"));
    }

    @Test
    void keepalivesAreCountedFromOne() {
        assertThat(sent(begin()).report().orElseThrow().sequence()).isEqualTo(1);
        assertThat(sent(begin()).report().orElseThrow().sequence()).isEqualTo(2);
    }

    @Test
    void anOrderedRoundAsksAllAndOrdersInARowAreLimited() {
        Optional<Round> first = sentry.delivered(begin(), AGAIN);
        Optional<Round> second = sentry.delivered(first.orElseThrow(), AGAIN);
        Optional<Round> third = sentry.delivered(second.orElseThrow(), AGAIN);

        assertThat(first.orElseThrow().asksAll()).isTrue();
        assertThat(second).isPresent();
        assertThat(third).isEmpty();
        assertThat(sentry.delivered(begin(), GREEN)).isEmpty();
    }

    @Test
    void noRoundBeginsAfterTheFarewellAndNothingIsRepeated() {
        Round under = begin();

        Keepalive farewell = sent(sentry.farewell());

        assertThat(farewell.stopping()).isTrue();
        assertThat(sentry.begin()).isEmpty();
        assertThat(sentry.delivered(under, AGAIN)).isEmpty();
        assertThat(sentry.failed(under, 1, 503, "busy", Optional.empty())).isEmpty();
        assertThat(sentry.rest(under, Duration.ofHours(1))).isFalse();
    }

    @Test
    void aRoundIsDueAtStartAtTheIntervalAndNeverTwiceAtATime() {
        assertThat(sentry.begin().map(Round::asksAll)).as("the first one").contains(true);
        now = now.plus(INTERVAL);
        assertThat(sentry.begin()).as("the first one still runs").isEmpty();

        sentry.end();

        assertThat(sentry.begin().map(Round::asksAll)).contains(false);
        sentry.end();
        assertThat(sentry.begin()).as("the interval has not passed").isEmpty();
    }

    @Test
    void aChangeIsToldByAWordAtOnceAndByARoundThatOvertakesTheOneThatRuns() {
        Round known = protectedBehind("wg0");
        Round running = begin();

        namespace.tunnelGoesDown();
        lookout.seePath(clock.instant());
        Optional<Round> word = sentry.notice();

        assertThat(word).isPresent();
        Keepalive said = sent(word.orElseThrow());
        assertThat(said.claim().exit())
                .as("what was known")
                .isEqualTo(sent(known).claim().exit());
        assertThat(said.report().orElseThrow().exits()).isEmpty();
        assertThat(said.report().orElseThrow().local().path().orElseThrow().tunnels())
                .containsExactly("wg0");
        assertThat(sentry.isCurrent(running)).as("before the change").isTrue();
        Round after = sentry.begin().orElseThrow();
        assertThat(sentry.isCurrent(running)).as("overtaken").isFalse();
        assertThat(sentry.isCurrent(after)).isTrue();
        assertThat(sentry.notice()).as("nothing new").isEmpty();
    }

    @Test
    void noMoreThanTwoRoundsRunAtATimeAndAServersOrderOvertakesNone() {
        protectedBehind("wg0");
        begin();

        sentry.beatAnswered(new BeatAnswer(Optional.empty(), true, Optional.empty()));
        assertThat(sentry.begin()).as("the server may wait").isEmpty();

        for (int i = 0; i < 2; i++) {
            now = now.plusSeconds(5);
            namespace.flap();
            lookout.seePath(clock.instant());
            sentry.notice();
            assertThat(sentry.begin().isPresent()).as("change %d", i).isEqualTo(i == 0);
        }
        sentry.end();
        assertThat(sentry.begin()).isPresent();
    }

    @Test
    void aLineThatIsAnotherIsToldAheadOfTheResolversOfItsRound() {
        protectedBehind("wg0");
        Round round = begin();
        round.sawExits(List.of(seen("a", "198.51.100.20", "", OTHER_NETWORK)));
        assertThat(sentry.noticeLine(round)).as("UDP is still asked").isEmpty();

        round.sawUdp(List.of(new Answer.Missing<>("stun", "time-out")));
        Keepalive said = sent(sentry.noticeLine(round).orElseThrow());

        assertThat(said.claim().exit()).map(Address::toString).contains("198.51.100.20");
        assertThat(said.report().orElseThrow().exits()).hasSize(1);
        assertThat(said.report().orElseThrow().resolvers()).isEmpty();
        assertThat(sentry.noticeLine(round)).as("told already").isEmpty();
    }

    @Test
    void aDoubtAboutALineThatWasToldAheadIsLookedIntoWithoutWaiting() {
        protectedBehind("wg0");
        Round round = begin();
        round.sawExits(List.of(seen("a", "198.51.100.20", "", OTHER_NETWORK)));
        round.sawUdp(List.of(new Answer.Missing<>("stun", "time-out")));
        Round word = sentry.noticeLine(round).orElseThrow();

        assertThat(sentry.delivered(word, AGAIN)).isEmpty();

        assertThat(sentry.begin()).map(Round::asksAll).contains(true);
        assertThat(sentry.isCurrent(round)).isFalse();
    }

    @Test
    void whatTheServerAskedForIsToldAheadOfTheResolversAlsoWhenTheLineIsTheSame() {
        Round known = protectedBehind("wg0");
        Round ordered = sentry.delivered(known, AGAIN).orElseThrow();
        settles(ordered);
        assertThat(sent(sentry.noticeLine(ordered).orElseThrow())
                        .report()
                        .orElseThrow()
                        .exits())
                .hasSize(1);
        assertThat(sentry.noticeLine(ordered)).as("told already").isEmpty();

        now = now.plusSeconds(10);
        sentry.end();
        sentry.beatAnswered(new BeatAnswer(Optional.empty(), true, Optional.empty()));
        Round orderedByBeat = sentry.begin().orElseThrow();
        settles(orderedByBeat);
        assertThat(sentry.noticeLine(orderedByBeat)).isPresent();

        Round usual = begin();
        settles(usual);
        assertThat(sentry.noticeLine(usual)).as("nobody waits for it").isEmpty();
    }

    @Test
    void aWordAheadOfAnOrderedRoundOrdersNoOther() {
        Round round = sentry.delivered(protectedBehind("wg0"), AGAIN).orElseThrow();
        settles(round);

        sentry.delivered(sentry.noticeLine(round).orElseThrow(), AGAIN);

        now = now.plusSeconds(10);
        sentry.end();
        assertThat(sentry.begin()).as("its own keepalive may").isEmpty();
        assertThat(sentry.delivered(round, AGAIN)).isPresent();
    }

    /** The line of the last round is seen again, and resolvers are still asked. */
    private static void settles(Round round) {
        round.sawExits(List.of(seen("a", "203.0.113.10", "", Optional.empty())));
        round.sawUdp(List.of(new Answer.Missing<>("stun", "time-out")));
    }

    @Test
    void aWayThatNobodySawIsLookedAtTwiceMoreSoonAfterAChange() {
        protectedBehind("wg0");
        namespace.flap();
        lookout.seePath(clock.instant());
        sentry.notice();
        Round round = begin();
        for (int more = 0; more < 2; more++) {
            round.sawExits(List.of(new Answer.Missing<>("a", "time-out after 5 s")));
            sent(round);
            sentry.end();
            assertThat(sentry.begin()).as("not at once").isEmpty();
            now = now.plusSeconds(5);
            round = sentry.begin().orElseThrow();
            assertThat(round.asksAll()).isTrue();
        }
        round.sawExits(List.of(new Answer.Missing<>("a", "time-out after 5 s")));
        sent(round);
        sentry.end();
        now = now.plusSeconds(60);
        assertThat(sentry.begin()).as("the usual rounds are left to see it").isEmpty();
    }

    @Test
    void anotherAddressOfAPoolAndARoundWithoutAnyWaitAreNoWord() {
        Round first = round(List.of(seen("a", "203.0.113.10", "", Optional.of(new Asn(64500)))));
        sent(first);
        sentry.delivered(first, GREEN);
        Round pool = begin();
        pool.sawExits(List.of(
                seen("a", "203.0.113.11", "", Optional.of(new Asn(64500))),
                seen("b", "203.0.113.11", "", Optional.empty())));
        pool.sawUdp(List.of(new Answer.Missing<>("stun", "time-out")));
        assertThat(sentry.noticeLine(pool)).isEmpty();

        Round whole = begin();
        whole.sawResolvers(List.of(new Answer.Missing<>("google", "NXDOMAIN")), Round.ResolverPlace.UNKNOWN);
        whole.sawExits(List.of(seen("a", "198.51.100.20", "", OTHER_NETWORK)));
        whole.sawUdp(List.of(new Answer.Missing<>("stun", "time-out")));
        assertThat(sentry.noticeLine(whole)).isEmpty();
    }

    @Test
    void theTunnelIsLearntFromAProvenExitOnly() {
        lookout.seePath(clock.instant());
        sentry.notice();
        Round round = round(List.of(seen("a", "203.0.113.10", "", Optional.empty())));
        sent(round);
        sentry.delivered(round, new KeepaliveAnswer(Optional.of("red"), false, List.of("exit-on-home-line")));
        assertThat(tunnels()).isEmpty();
        namespace.resolverConfiguration("nameserver 10.2.0.3");

        protectedBehind("wg0");

        assertThat(tunnels()).containsExactly("wg0");
        assertThat(sentry.notice()).as("what is beside it is told at once").isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "yellow, exit-unexpected, true",
        "yellow, exit-on-new-access-network, true",
        "yellow, dns-leak, true",
        "red,    exit-on-home-line, false",
        "yellow, exit-never-verified, false",
        "yellow, finding-of-a-newer-server, false",
        "green,  finding-of-a-newer-server, true",
    })
    void theTunnelIsLearntUnlessTheExitIsInDoubt(String verdict, String reason, boolean learnt) {
        lookout.seePath(clock.instant());
        sentry.notice();
        Round round = round(List.of(seen("a", "203.0.113.10", "", Optional.empty())));
        sent(round);

        sentry.delivered(round, new KeepaliveAnswer(Optional.of(verdict), false, List.of(reason)));

        assertThat(tunnels()).isEqualTo(learnt ? List.of("wg0") : List.of());
    }

    @Test
    void nothingIsLearntFromARoundDuringWhichSomethingChanged() {
        lookout.seePath(clock.instant());
        sentry.notice();
        Round round = round(List.of(seen("a", "203.0.113.10", "", Optional.empty())));
        namespace.tunnelGoesDown();
        lookout.seePath(clock.instant());
        sentry.notice();

        sentry.delivered(round, GREEN);

        assertThat(tunnels()).isEmpty();
    }

    @Test
    void aServerThatGivesNoVerdictsGetsNoWords() {
        Round round = round(List.of(seen("a", "203.0.113.10", "", Optional.empty())));
        sent(round);
        sentry.notice();
        sentry.delivered(round, new KeepaliveAnswer(Optional.empty(), false));

        namespace.tunnelGoesDown();
        lookout.seePath(clock.instant());

        assertThat(sentry.notice()).isEmpty();
        sentry.end();
        assertThat(sentry.begin()).as("but a whole round").isPresent();
    }

    @Test
    void anAnswerWithoutAVerdictIsForeignOnceTheServerGaveOne() {
        KeepaliveAnswer blank = new KeepaliveAnswer(Optional.empty(), false);
        assertThat(sentry.isForeign(blank)).isFalse();

        sentry.delivered(begin(), GREEN);

        assertThat(sentry.isForeign(blank)).isTrue();
        assertThat(sentry.isForeign(GREEN)).isFalse();
    }

    @Test
    void aWordIsRepeatedQuicklyUntilTheServerHasHeardSomethingNewer() {
        Round round = protectedBehind("wg0");
        namespace.tunnelGoesDown();
        lookout.seePath(clock.instant());
        Round word = sentry.notice().orElseThrow();

        assertThat(sentry.failed(word, 9, 0, "no route to host", Optional.empty()))
                .contains(Duration.ofMillis(500));
        now = now.plusSeconds(1);
        sentry.delivered(round, GREEN);

        assertThat(sentry.failed(word, 10, 0, "no route to host", Optional.empty()))
                .isEmpty();
        assertThat(sentry.health(Optional.empty()).ready()).isTrue();
    }

    @Test
    void aChangeEndsTheRestBeforeARepeatOfOlderNews() {
        Round old = protectedBehind("wg0");
        namespace.tunnelGoesDown();
        lookout.seePath(clock.instant());
        sentry.notice();

        assertThat(sentry.rest(old, Duration.ofHours(1))).isFalse();
    }

    @Test
    void whatFlapsIsToldAFewTimesAMinuteOnly() {
        protectedBehind("wg0");
        int words = 0;
        for (int second = 0; second < 60; second++) {
            namespace.flap();
            lookout.seePath(clock.instant());
            words += sentry.notice().isPresent() ? 1 : 0;
            now = now.plusSeconds(1);
        }

        assertThat(words).isEqualTo(8);
    }

    @Test
    void beatsGoOnlyToAServerThatGivesVerdictsAndAreAnnouncedAtOnce() {
        assertThat(sentry.beat()).isFalse();
        Round round = protectedBehind("wg0");
        assertThat(sentry.beat()).isTrue();
        assertThat(sentry.beat()).as("a second has not passed").isFalse();
        assertThat(sent(round).report().orElseThrow().beat())
                .as("whoever falls silent before the second keepalive is missed as soon")
                .isEqualTo(Duration.ofSeconds(5));

        sentry.beatAnswered(seenFrom("198.51.100.10"));

        assertThat(sent(round).report().orElseThrow().beat()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void aServerThatNeverTookABeatIsSparedThemForAnHour() {
        Round round = protectedBehind("wg0");

        sentry.beatRefused(404);

        assertThat(sent(round).report().orElseThrow().beat()).isZero();
        now = now.plusSeconds(100);
        assertThat(sentry.beat()).as("the server does not know beats").isFalse();
    }

    @Test
    void beatsThatAServerRefusesForAWhileAreCalledOffByAWordAndAnnouncedAgainByAnother() {
        Round round = protectedBehind("wg0");
        sentry.notice();
        sentry.beatAnswered(seenFrom("198.51.100.10"));
        sentry.beatRefused(404);
        assertThat(sentry.notice()).as("one is an accident").isEmpty();

        sentry.beatRefused(404);
        Round off = sentry.notice().orElseThrow();
        assertThat(sent(off).report().orElseThrow().beat()).isZero();
        assertThat(sentry.notice()).as("on its way").isEmpty();
        now = now.plusSeconds(5);
        off = sentry.notice().orElseThrow();
        sent(off);
        sentry.delivered(off, GREEN);
        assertThat(sentry.beat()).as("a word tells nothing of beats").isFalse();
        now = now.plusSeconds(5);
        assertThat(sentry.notice()).as("the server knows").isEmpty();

        sent(round);
        sentry.delivered(round, GREEN);
        assertThat(sentry.beat()).as("keepalives arrive").isTrue();
        sentry.beatAnswered(seenFrom("198.51.100.10"));

        assertThat(sent(sentry.notice().orElseThrow()).report().orElseThrow().beat())
                .isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void noWordOfBeatsIsTriedWhereKeepalivesFailToo() {
        Round round = protectedBehind("wg0");
        sentry.notice();
        sentry.beatAnswered(seenFrom("198.51.100.10"));
        sentry.failed(round, 1, 401, "Unauthorized", Optional.empty());

        sentry.beatRefused(401);
        sentry.beatRefused(401);

        assertThat(sentry.notice()).isEmpty();
    }

    @Test
    void aBeatThatArrivesFromElsewhereOrdersARoundByAllSources() {
        protectedBehind("wg0");
        begin();
        sentry.end();
        sentry.beatAnswered(seenFrom("198.51.100.10"));
        assertThat(sentry.begin()).isEmpty();

        sentry.beatAnswered(seenFrom("203.0.113.7"));

        assertThat(sentry.begin()).map(Round::asksAll).contains(true);
    }

    @Test
    void aPoolOfExitAddressesOrdersAFewRoundsAndAnotherNetworkOneAtOnce() {
        protectedBehind("wg0");
        int all = 0;
        for (int second = 0; second < 600; second++) {
            now = now.plusSeconds(1);
            if (sentry.beat()) {
                sentry.beatAnswered(seenFrom("203.0.113." + (10 + second % 4)));
            }
            all += roundSeesPool("203.0.113." + (10 + second % 4)) ? 1 : 0;
        }
        assertThat(all).isBetween(1, 4);

        sentry.beatAnswered(seenFrom("198.51.100.20"));

        assertThat(sentry.begin()).map(Round::asksAll).contains(true);
    }

    /** Runs the round that is due, if any; says whether it asks all. */
    private boolean roundSeesPool(String address) {
        sentry.end();
        Optional<Round> due = sentry.begin();
        due.ifPresent(round -> {
            round.sawExits(List.of(seen("a", address, "", Optional.of(new Asn(64500)))));
            sent(round);
            sentry.delivered(round, GREEN);
        });
        return due.filter(Round::asksAll).isPresent();
    }

    @Test
    void theHomeLineIsNewsAtOnceAlsoTheSecondTime() {
        protectedBehind("wg0");
        sentry.beatAnswered(seenFrom("203.0.113.10"));
        for (int time = 0; time < 3; time++) {
            assertThat(sightOf("192.0.2.7", Optional.of(new Asn(64499)), RED))
                    .as("drop %d", time)
                    .isTrue();
            assertThat(sightOf("203.0.113.10", Optional.of(new Asn(64500)), GREEN))
                    .as("return %d", time)
                    .isTrue();
        }
    }

    /** A beat shows that address, and the round that it orders shows that network; says whether it orders one. */
    private boolean sightOf(String address, Optional<Asn> network, KeepaliveAnswer verdict) {
        now = now.plusSeconds(20);
        sentry.end();
        sentry.beatAnswered(seenFrom(address));
        Optional<Round> due = sentry.begin().filter(Round::asksAll);
        due.ifPresent(round -> {
            round.sawExits(List.of(seen("a", address, "", network)));
            sent(round);
            sentry.delivered(round, verdict);
        });
        return due.isPresent();
    }

    @Test
    void theServerMayOrderARoundInItsAnswerToABeat() {
        protectedBehind("wg0");
        begin();
        sentry.end();

        sentry.beatAnswered(new BeatAnswer(Optional.empty(), true, Optional.empty()));

        assertThat(sentry.begin()).isPresent();
    }

    @Test
    void aServerThatIsReachedAgainIsToldEverythingAtOnce() {
        protectedBehind("wg0");
        begin();
        sentry.end();

        sentry.beatRefused(502);
        sentry.beatLost();
        sentry.beatAnswered(seenFrom("198.51.100.10"));

        assertThat(sentry.begin()).isPresent();
    }

    @Test
    void whileTheServerSaysRedNobodyElseIsAskedUntilSomethingChanges() {
        protectedBehind("wg0");
        sentry.beatAnswered(seenFrom("203.0.113.7"));
        Round exposed = begin();
        sentry.delivered(exposed, RED);

        assertThat(begin().probes()).isFalse();
        namespace.flap();
        lookout.seePath(clock.instant());
        sentry.notice();
        Round changed = begin();
        assertThat(changed.probes()).isTrue();
        sentry.delivered(changed, RED);
        assertThat(begin().probes()).isFalse();

        sentry.beatAnswered(seenFrom("198.51.100.10"));

        assertThat(begin().probes()).isTrue();
    }

    @Test
    void whileTheServerSaysRedAllAreAskedOnceAnHourSinceAFirewallMayHaveMendedIt() {
        protectedBehind("wg0");
        sentry.beatAnswered(seenFrom("203.0.113.7"));
        sentry.delivered(begin(), RED);
        int asked = 0;
        for (Instant until = now.plus(Duration.ofHours(3)); now.isBefore(until); now = now.plusSeconds(60)) {
            sentry.end();
            Optional<Round> round = sentry.begin();
            round.ifPresent(each -> sentry.delivered(each, RED));
            if (round.filter(Round::probes).isPresent()) {
                assertThat(round.orElseThrow().asksAll()).isTrue();
                asked++;
            }
        }

        assertThat(asked).isBetween(2, 3);
    }

    @Test
    void aClientThatReachesItsServerInsideTheLanIsQuietToo() {
        protectedBehind("wg0");
        sentry.beatAnswered(seenFrom("192.168.1.20"));
        assertThat(sentry.isQuiet()).isFalse();
        sentry.delivered(begin(), RED);

        assertThat(sentry.isQuiet()).isTrue();
        assertThat(begin().probes()).isFalse();
    }

    @Test
    void theServersRhythmIsObeyedWithinBoundsAndAnnounced() {
        assertThat(announcedAfter(60)).isEqualTo(Duration.ofSeconds(60));
        assertThat(announcedAfter(1)).isEqualTo(Duration.ofSeconds(5));
        assertThat(announcedAfter(86_400)).isEqualTo(INTERVAL.multipliedBy(4));
        assertThat(announcedAfter(0)).isEqualTo(INTERVAL);
    }

    private Duration announcedAfter(int asked) {
        byte[] answer = ("{\"verdict\":\"green\",\"interval_s\":" + asked + "}").getBytes(UTF_8);
        Round round = sentry.begin().or(() -> Optional.of(begin())).orElseThrow();
        sentry.delivered(round, KeepaliveAnswer.read(answer));
        sentry.end();
        return sent(round).report().orElseThrow().interval();
    }

    @Test
    void theKillSwitchIsTriedOnceTheTunnelIsKnownAndEverySixHours() {
        lookout.seePath(clock.instant());
        assertThat(killSwitchDue(PublicReachability.UNKNOWN)).isEmpty();
        Round round = protectedBehind("wg0");
        sentry.notice();

        assertThat(killSwitchDue(PublicReachability.UNKNOWN)).isPresent();
        assertThat(killSwitchDue(PublicReachability.UNKNOWN)).isEmpty();
        sentry.sawKillSwitch(new KillSwitchSighting(KillSwitchSighting.Result.OPEN, "seen"));

        now = now.plusSeconds(1);
        assertThat(sentry.notice()).as("told at once").isPresent();
        assertThat(sent(round).report().orElseThrow().local().killSwitch()).isPresent();
        assertThat(sentry.exits()).map(Address::toString).containsExactly("203.0.113.10");
        assertThat(lookout.killSwitchDue(PublicReachability.UNKNOWN, now.plus(Duration.ofHours(6))))
                .isPresent();
    }

    private Optional<Surroundings> killSwitchDue(PublicReachability door) {
        return lookout.killSwitchDue(door, now);
    }

    @Test
    void whatTheKillSwitchDidNotProveIsTriedAgainOnceTheServersDoorCouldProveIt() {
        PublicReachability open = new PublicReachability(true, Optional.empty());
        lookout.seePath(clock.instant());
        protectedBehind("wg0");
        assertThat(killSwitchDue(PublicReachability.UNKNOWN)).isPresent();
        sentry.sawKillSwitch(new KillSwitchSighting(KillSwitchSighting.Result.NOT_PROVEN, "no answer"));

        assertThat(killSwitchDue(new PublicReachability(false, Optional.of(3_478))))
                .isEmpty();
        assertThat(killSwitchDue(open)).isPresent();
        assertThat(killSwitchDue(open)).as("once for each door").isEmpty();
        sentry.sawKillSwitch(new KillSwitchSighting(KillSwitchSighting.Result.CLOSED, "no answer"));
        assertThat(killSwitchDue(new PublicReachability(true, Optional.of(3_478))))
                .isEmpty();
    }

    private static BeatAnswer seenFrom(String address) {
        return new BeatAnswer(Address.parse(address), false, Optional.empty());
    }

    @Test
    void aKeepaliveTellsTheWaysOfThisMomentAndNotOfTheLastLook() {
        lookout.seePath(clock.instant());
        Round round = begin();

        namespace.flap();

        assertThat(sent(round)
                        .report()
                        .orElseThrow()
                        .local()
                        .path()
                        .orElseThrow()
                        .choices())
                .extracting(RouteChoice::via)
                .doesNotContain("wg0");
    }

    private List<String> tunnels() {
        lookout.seePath(clock.instant());
        return lookout.signs().path().orElseThrow().tunnels();
    }

    private Round protectedBehind(String interfaceName) {
        lookout.seePath(clock.instant());
        sentry.notice();
        Round round = round(List.of(seen("a", "203.0.113.10", "", Optional.empty())));
        sent(round);
        sentry.delivered(round, GREEN);
        assertThat(tunnels()).containsExactly(interfaceName);
        return round;
    }

    @Test
    void aFailureIsUnhealthySinceItBeganUntilTheServerAnswersAgain() {
        Round round = round(List.of(seen("a", "203.0.113.10", "", Optional.empty())));
        sent(round);
        sentry.failed(round, 1, 0, "connection refused", Optional.empty());
        now = now.plusSeconds(60);
        sentry.failed(round, 2, 0, "connection refused", Optional.empty());

        ClientHealth ill = sentry.health(Optional.empty());
        sentry.delivered(round, GREEN);
        ClientHealth well = sentry.health(Optional.empty());

        assertThat(ill.state()).isEqualTo(ClientHealth.State.UNHEALTHY);
        assertThat(ill.ready()).isFalse();
        assertThat(ill.issues())
                .singleElement()
                .asString()
                .contains("since 2026-11-22T08:00:00Z", "connection refused");
        assertThat(well.state()).isEqualTo(ClientHealth.State.HEALTHY);
        assertThat(well.issues()).isEmpty();
        assertThat(well.ready()).isTrue();
    }

    @Test
    void aClientIsDegradedBeforeItsFirstKeepaliveAndNeitherReadyNorStarted() {
        ClientHealth health = sentry.health(Optional.empty());

        assertThat(health.state()).isEqualTo(ClientHealth.State.DEGRADED);
        assertThat(health.ready()).isFalse();
        assertThat(health.started()).isFalse();
        assertThat(health.checks()).containsEntry("server", "pending").containsEntry("exit", "pending");
    }

    @Test
    void whatCannotBeVerifiedDegradesWithItsReasons() {
        Round round = begin();
        round.sawExits(List.of(new Answer.Missing<>("a", "HTTP 429"), new Answer.Missing<>("b", "time-out after 5 s")));
        sent(round);
        sentry.delivered(round, GREEN);

        ClientHealth health = sentry.health(Optional.of("probe-exit.camel.yaml:3: no such step"));

        assertThat(health.state()).isEqualTo(ClientHealth.State.DEGRADED);
        assertThat(health.ready()).isTrue();
        assertThat(health.issues())
                .containsExactly(
                        "The exit address cannot be verified: a: HTTP 429; b: time-out after 5 s",
                        "The resolver cannot be verified",
                        "An edited route was refused, the old one runs: probe-exit.camel.yaml:3: no such step");
    }

    @Test
    void aClientWhoseNetworkIsGoneSaysWhatToDo() {
        Round round = round(List.of(seen("a", "203.0.113.10", "", Optional.empty())));
        sent(round);
        sentry.delivered(round, GREEN);
        namespace.isLeft();
        lookout.seePath(now);
        sentry.notice();

        ClientHealth health = sentry.health(Optional.empty());

        assertThat(health.state()).isEqualTo(ClientHealth.State.DEGRADED);
        assertThat(health.issues())
                .singleElement()
                .asString()
                .startsWith("No interface but the loopback is left: ")
                .contains("restart the client");
    }

    @Test
    void aClientWhoseRoundsStoppedIsUnhealthy() {
        Round round = round(List.of(seen("a", "203.0.113.10", "", Optional.empty())));
        sent(round);
        sentry.delivered(round, GREEN);
        now = now.plus(INTERVAL).plusSeconds(91);

        ClientHealth health = sentry.health(Optional.empty());

        assertThat(health.state()).isEqualTo(ClientHealth.State.UNHEALTHY);
        assertThat(health.issues()).containsExactly("No keepalive was made since 2026-11-22T08:00:00Z");
    }

    private Round begin() {
        sentry.end();
        return sentry.begin().or(this::later).orElseThrow();
    }

    private Optional<Round> later() {
        now = now.plus(INTERVAL);
        return sentry.begin();
    }

    private Round round(List<Answer<ExitSighting>> exits) {
        Round round = begin();
        round.sawExits(exits);
        ResolverSighting resolver = new ResolverSighting(
                "google",
                "Google",
                "10.2.0.1",
                List.of(Address.parse("203.0.113.53").orElseThrow()),
                List.of(),
                List.of());
        Place place = new Place(Optional.of(new Country("CH")), "", "", "");
        Network network = new Network(Optional.empty(), "Example Resolvers", Network.Kind.UNKNOWN);
        round.sawResolvers(List.of(new Answer.Seen<>("google", resolver)), new Round.ResolverPlace(place, network));
        return round;
    }

    private static Answer<ExitSighting> seen(String source, String address, String city, Optional<Asn> asn) {
        Network network = asn.isEmpty() ? Network.UNKNOWN : new Network(asn, "Example Hosting", Network.Kind.HOSTING);
        return new Answer.Seen<>(
                source,
                new ExitSighting(
                        source,
                        source,
                        Address.parse(address).orElseThrow(),
                        network,
                        new Place(Optional.empty(), city, "", "")));
    }

    private Keepalive sent(Round round) {
        return KeepaliveFormat.read(sentry.keepalive(round));
    }
}
