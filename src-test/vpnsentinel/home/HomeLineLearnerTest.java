package vpnsentinel.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import vpnsentinel.network.Address;
import vpnsentinel.network.Answer;
import vpnsentinel.network.Asn;
import vpnsentinel.network.ExitSighting;
import vpnsentinel.network.Network;
import vpnsentinel.network.Place;
import vpnsentinel.network.Prefix;
import vpnsentinel.network.ResolverSighting;
import vpnsentinel.settings.Half;
import vpnsentinel.settings.Settings;

/** How the server learns the line that must not be seen, and when it believes what. */
class HomeLineLearnerTest {
    private static final String HOME = "203.0.113.7";
    private static final String NEW_HOME = "203.0.113.8";
    private static final String HOME_V6 = "2001:db8:7:1::7";
    private static final String LIE = "198.51.100.66";
    private static final Network ACCESS = network(64500, Network.Kind.ACCESS);
    private static final Network ELSEWHERE = network(64599, Network.Kind.ACCESS);
    private static final Set<String> FOREIGN = Set.of(LIE, "2001:db8:66::1");

    private Instant now = Instant.parse("2026-11-22T08:00:00Z");
    private final HomeLineLearner learner = learner();

    private static HomeLineLearner learner(String... settings) {
        return new HomeLineLearner(settings(settings));
    }

    private static Settings settings(String... settings) {
        Map<String, String> environment = new HashMap<>(Map.of("VPN_SENTINEL_API_KEY", "key"));
        for (String setting : settings) {
            String[] parts = setting.split("=", 2);
            environment.put(parts[0], parts[1]);
        }
        return Settings.read(environment, Half.SERVER);
    }

    private static Address address(String text) {
        return Address.parse(text).orElseThrow();
    }

    private static Network network(long asn, Network.Kind kind) {
        return new Network(Optional.of(new Asn(asn)), "Net " + asn, kind);
    }

    /** One answer for each word: an address that a source of its own operator sees, or why it sees none. */
    private static List<Answer<ExitSighting>> saw(Network network, String... words) {
        List<Answer<ExitSighting>> answers = new ArrayList<>();
        for (String word : words) {
            String source = "source-" + answers.size() + ".test";
            answers.add(Address.parse(word)
                    .<Answer<ExitSighting>>map(address -> new Answer.Seen<>(
                            source,
                            new ExitSighting(
                                    source,
                                    source,
                                    address,
                                    FOREIGN.contains(word) ? ELSEWHERE : network,
                                    Place.UNKNOWN)))
                    .orElse(new Answer.Missing<>(source, word)));
        }
        return answers;
    }

    private boolean learn(String... words) {
        return learner.learn(saw(ACCESS, words), List.of(), now);
    }

    private HomeLine line() {
        return learner.line(now);
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }

    @Test
    void itIsKnownWhenTheLineMovedLast() {
        learn(HOME, HOME, HOME_V6);
        assertThat(learner.movedAt()).as("the first lesson is no move").isEmpty();
        pass(Duration.ofMinutes(1));
        learn(HOME, "HTTP 500");
        assertThat(learner.movedAt()).isEmpty();
        pass(Duration.ofMinutes(5));

        learn(NEW_HOME, NEW_HOME);

        assertThat(learner.movedAt()).contains(now);
    }

    @Test
    void whatTwoOperatorsSeeIsTheHomeLine() {
        boolean changed = learn(HOME, HOME);

        assertThat(changed).isTrue();
        assertThat(line().knowledge()).isEqualTo(HomeLine.Knowledge.KNOWN);
        assertThat(line().current()).containsExactly(address(HOME));
        assertThat(line().isNetwork(ACCESS)).isTrue();
        assertThat(line().confirmed()).contains(now);
        assertThat(learner.trouble()).isEmpty();
    }

    @Test
    void theSameLessonAgainChangesNothing() {
        learn(HOME, HOME);
        pass(HomeLineLearner.LESSON);

        assertThat(learn(HOME, HOME)).isFalse();
        assertThat(line().confirmed()).contains(now);
    }

    @Test
    void twoSourcesOfOneOperatorAreOne() {
        List<Answer<ExitSighting>> answers = new ArrayList<>();
        for (String source : List.of("one.test", "other.test")) {
            answers.add(new Answer.Seen<>(
                    source, new ExitSighting(source, "same operator", address(LIE), ELSEWHERE, Place.UNKNOWN)));
        }
        answers.addAll(saw(ACCESS, HOME));

        learner.learn(answers, List.of(), now);

        assertThat(line().knowledge()).isEqualTo(HomeLine.Knowledge.UNKNOWN);
    }

    @Test
    void aLiarAmongThreeIsOutvoted() {
        learn(LIE, HOME, HOME);

        assertThat(line().current()).containsExactly(address(HOME));
        assertThat(line().holds(address(LIE))).isFalse();
    }

    @Test
    void twoThatContradictEachOtherTeachNothing() {
        learn(HOME, LIE);

        assertThat(line().knowledge()).isEqualTo(HomeLine.Knowledge.UNKNOWN);
        assertThat(learner.trouble()).isEqualTo("source-0.test: names 203.0.113.7; source-1.test: names 198.51.100.66");
    }

    @Test
    void aLineWithAPoolOfAddressesIsLearntByItsNetwork() {
        learn("203.0.113.8", "203.0.113.9", "203.0.113.10");

        assertThat(line().knowledge()).isEqualTo(HomeLine.Knowledge.KNOWN);
        assertThat(line().isNetwork(ACCESS)).isTrue();
        assertThat(learner.trouble()).isEmpty();
        assertThat(learner.isDue(now.plusSeconds(15))).isFalse();

        learn("203.0.113.11", "203.0.113.8");
        assertThat(line().current()).as("the known one is among them").containsExactly(address("203.0.113.8"));
    }

    @Test
    void addressesOfADataCentreAreNoPool() {
        learner.learn(saw(network(64501, Network.Kind.HOSTING), HOME, "203.0.113.9"), List.of(), now);

        assertThat(line().knowledge()).isEqualTo(HomeLine.Knowledge.UNKNOWN);
    }

    @Test
    void onePoolOfOneOperatorIsNone() {
        List<Answer<ExitSighting>> answers = new ArrayList<>();
        for (String address : List.of(HOME, "203.0.113.9")) {
            answers.add(new Answer.Seen<>(
                    "one.test", new ExitSighting("one.test", "one", address(address), ACCESS, Place.UNKNOWN)));
        }

        learner.learn(answers, List.of(), now);

        assertThat(line().knowledge()).isEqualTo(HomeLine.Knowledge.UNKNOWN);
    }

    @Test
    void aNetworkThatTheSettingsNameIsEnough() {
        HomeLineLearner told = learner("VPN_SENTINEL_HOME_ASNS=AS64500");

        assertThat(told.line(now).knowledge()).isEqualTo(HomeLine.Knowledge.KNOWN);
        assertThat(told.line(now).isNetwork(ACCESS)).isTrue();
    }

    @Test
    void whatOneSourceAloneNamedIsTakenBackWithoutATrace() {
        learn(LIE);
        learn(LIE, "HTTP 500");
        learn(HOME, HOME);

        assertThat(line().current()).containsExactly(address(HOME));
        assertThat(line().former()).isEmpty();
        assertThat(line().holds(address(LIE))).isFalse();
    }

    @Test
    void whatTwoConfirmedIsAFormerAddressThoughOneAloneNamedItLast() {
        learn(HOME, HOME);
        learn(HOME);
        learn("203.0.113.9", "203.0.113.9");

        assertThat(line().former()).containsExactly(address(HOME));
    }

    @Test
    void ourOwnServersSightOfACompanionIsEnoughWhereNobodyElseIsAsked() {
        HomeLineLearner companion = HomeLineLearner.ofCompanion(settings(), ShelfNote.NONE);
        for (String address : List.of(HOME, "203.0.113.9")) {
            companion.learn(
                    List.of(new Answer.Seen<>(
                            "own-server",
                            new ExitSighting(
                                    "own-server",
                                    ExitSighting.OWN_PATH,
                                    address(address),
                                    Network.UNKNOWN,
                                    Place.UNKNOWN))),
                    List.of(),
                    now);
        }

        assertThat(companion.line(now).current()).containsExactly(address("203.0.113.9"));
        assertThat(companion.line(now).former()).containsExactly(address(HOME));
    }

    @Test
    void aClockThatIsSetBackHoldsNoLessonUp() {
        learn(HOME, HOME);
        assertThat(learner.isDue(now.minus(Duration.ofHours(3)))).isTrue();
        assertThat(learner.line(now.minus(Duration.ofHours(3))).current()).containsExactly(address(HOME));
    }

    @Test
    void aLiarCannotReplaceWhatIsKnown() {
        learn(HOME, HOME);

        assertThat(learn(LIE)).isFalse();
        assertThat(learn(HOME, LIE)).isFalse();
        assertThat(learn(LIE, "time-out")).isFalse();

        assertThat(line().current()).containsExactly(address(HOME));
        assertThat(line().holds(address(LIE))).isFalse();
        assertThat(learner.trouble()).isNotEmpty();
    }

    @Test
    void theOnlySourceThatAnswersIsEnoughForTheFirstLesson() {
        learn(HOME, "HTTP 500");

        assertThat(line().knowledge()).isEqualTo(HomeLine.Knowledge.KNOWN);
        assertThat(line().current()).containsExactly(address(HOME));
    }

    @Test
    void theOnlySourceThatAnswersConfirmsWhatIsKnown() {
        learn(HOME, HOME);
        pass(Duration.ofHours(23));

        learn("HTTP 429", HOME);
        pass(Duration.ofHours(23));

        assertThat(line().knowledge()).isEqualTo(HomeLine.Knowledge.KNOWN);
    }

    @Test
    void anAddressThatChangesIsAFormerOneForAWeek() {
        learn(HOME, HOME);
        pass(Duration.ofHours(1));

        boolean changed = learn(NEW_HOME, NEW_HOME);

        assertThat(changed).isTrue();
        assertThat(line().current()).containsExactly(address(NEW_HOME));
        assertThat(line().holds(address(HOME))).isTrue();
        assertThat(line().isFormer(address(HOME))).isTrue();
        assertThat(line().isFormer(address(NEW_HOME))).isFalse();

        pass(Duration.ofDays(8));
        learn(NEW_HOME, NEW_HOME);
        assertThat(line().holds(address(HOME))).isFalse();
    }

    @Test
    void anAddressThatComesBackIsTheCurrentOneAgain() {
        learn(HOME, HOME);
        learn(NEW_HOME, NEW_HOME);

        learn(HOME, HOME);

        assertThat(line().isFormer(address(HOME))).isFalse();
        assertThat(line().isFormer(address(NEW_HOME))).isTrue();
    }

    @Test
    void theServersOwnNameNeedsNoSecondWitnessWhenItsAddressChanges() {
        learn(HOME, HOME);

        ExitSighting named = new ExitSighting(
                "home.test", ExitSighting.PUBLIC_NAME, address(NEW_HOME), Network.UNKNOWN, Place.UNKNOWN);
        learner.learn(List.of(new Answer.Seen<>("home.test", named)), List.of(), now);

        assertThat(line().current()).containsExactly(address(NEW_HOME));
        assertThat(line().isFormer(address(HOME))).isTrue();
    }

    @Test
    void aFailureKeepsTheLineAndSaysWhy() {
        learn(HOME, HOME);
        pass(Duration.ofHours(1));

        boolean changed = learn("time-out", "HTTP 500");

        assertThat(changed).isFalse();
        assertThat(line().current()).containsExactly(address(HOME));
        assertThat(line().knowledge()).isEqualTo(HomeLine.Knowledge.KNOWN);
        assertThat(learner.trouble()).isEqualTo("source-0.test: time-out; source-1.test: HTTP 500");
    }

    @Test
    void aLineThatNobodyConfirmedForADayIsStaleUntilSomebodyDoes() {
        learn(HOME, HOME);
        pass(Duration.ofHours(24));
        assertThat(line().knowledge()).isEqualTo(HomeLine.Knowledge.KNOWN);
        pass(Duration.ofSeconds(11));
        learn("time-out");

        assertThat(line().knowledge()).isEqualTo(HomeLine.Knowledge.STALE);
        assertThat(line().holds(address(HOME))).isTrue();
        assertThat(learn(HOME, HOME)).isTrue();
        assertThat(line().knowledge()).isEqualTo(HomeLine.Knowledge.KNOWN);
    }

    @Test
    void aLineThatTurnsStaleByTimeAloneIsSeenAsSuch() {
        learn(HOME, HOME);
        line();
        pass(Duration.ofHours(25));

        assertThat(line().knowledge()).isEqualTo(HomeLine.Knowledge.STALE);
    }

    @Test
    void aLessonIsDueAtOnceThenEveryFiveMinutesAndSoonerInTrouble() {
        assertThat(learner.isDue(now)).isTrue();
        learn("time-out");
        assertThat(learner.isDue(now.plusSeconds(14))).isFalse();
        assertThat(learner.isDue(now.plusSeconds(15))).isTrue();

        learn(HOME, HOME);
        assertThat(learner.isDue(now.plusSeconds(299))).isFalse();
        assertThat(learner.isDue(now.plusSeconds(300))).isTrue();
    }

    @Test
    void whoLearnsNothingIsNeverDueAndKnowsWhatTheSettingsName() {
        HomeLineLearner told =
                learner("VPN_SENTINEL_HOME=none", "VPN_SENTINEL_HOME_PREFIXES=203.0.113.0/29, 2001:db8:7::/48");

        assertThat(told.isDue(now)).isFalse();
        HomeLine line = told.line(now);
        assertThat(line.knowledge()).isEqualTo(HomeLine.Knowledge.KNOWN);
        assertThat(line.holds(address("203.0.113.6"))).isTrue();
        assertThat(line.holds(address("203.0.113.8"))).isFalse();
        assertThat(line.holds(address("2001:db8:7::1"))).isTrue();
        assertThat(line.isFormer(address("203.0.113.6"))).isFalse();
        assertThat(line.overlaps(Prefix.parse("203.0.113.0/24").orElseThrow())).isTrue();
        assertThat(line.overlaps(Prefix.parse("198.51.100.0/24").orElseThrow())).isFalse();
        assertThat(line.text()).isEqualTo("203.0.113.0/29, 2001:db8:7::/48");
    }

    @Test
    void networksOfTheSettingsCountBesideTheLearntOne() {
        HomeLineLearner told = learner("VPN_SENTINEL_HOME_ASNS=AS64510, 64511");

        told.learn(saw(ACCESS, HOME, HOME), List.of(), now);

        for (long asn : List.of(64500L, 64510L, 64511L)) {
            assertThat(told.line(now).isNetwork(network(asn, Network.Kind.UNKNOWN)))
                    .isTrue();
        }
        assertThat(told.line(now).isNetwork(Network.UNKNOWN)).isFalse();
    }

    @Test
    void aDataCentreIsNobodysHomeLine() {
        Network hosting = network(64505, Network.Kind.HOSTING);

        learner.learn(saw(hosting, HOME, HOME), List.of(), now);

        assertThat(line().knowledge()).isEqualTo(HomeLine.Knowledge.UNKNOWN);
        assertThat(line().holds(address(HOME))).isFalse();
        assertThat(line().isNetwork(hosting)).isFalse();
        assertThat(line().network()).isEqualTo(hosting);
        assertThat(learner.trouble()).isEqualTo("the server is in a data centre, not on its users' line");
        assertThat(learner.entries("").get(0).counts()).isFalse();
    }

    @Test
    void aDataCentreCountsWhereTheSettingsNameItsNetwork() {
        Network hosting = network(64505, Network.Kind.HOSTING);
        HomeLineLearner told = learner("VPN_SENTINEL_HOME_ASNS=AS64505");

        told.learn(saw(hosting, HOME, HOME), List.of(), now);

        assertThat(told.line(now).knowledge()).isEqualTo(HomeLine.Knowledge.KNOWN);
        assertThat(told.line(now).holds(address(HOME))).isTrue();
        assertThat(told.trouble()).isEmpty();
    }

    @Test
    void besideADataCentreTheSettingsNameTheLine() {
        for (String setting : List.of("VPN_SENTINEL_HOME_PREFIXES=198.51.100.0/28", "VPN_SENTINEL_HOME_ASNS=AS64510")) {
            HomeLineLearner told = learner(setting);

            told.learn(saw(network(64505, Network.Kind.HOSTING), HOME, HOME), List.of(), now);

            assertThat(told.line(now).knowledge()).as(setting).isEqualTo(HomeLine.Knowledge.KNOWN);
            assertThat(told.line(now).holds(address(HOME))).as(setting).isFalse();
            assertThat(told.trouble()).as(setting).isEmpty();
        }
    }

    @Test
    void oneSourceThatSaysAccessIsEnough() {
        List<Answer<ExitSighting>> answers = new ArrayList<>(saw(network(64505, Network.Kind.HOSTING), HOME));
        answers.add(new Answer.Seen<>(
                "wise.test",
                new ExitSighting(
                        "wise.test", "wise.test", address(HOME), network(64505, Network.Kind.ACCESS), Place.UNKNOWN)));

        learner.learn(answers, List.of(), now);

        assertThat(line().knowledge()).isEqualTo(HomeLine.Knowledge.KNOWN);
    }

    @Test
    void eachFamilyIsLearntForItself() {
        learn(HOME, HOME, HOME_V6, HOME_V6);

        assertThat(line().current()).containsExactlyInAnyOrder(address(HOME), address("2001:db8:7:1::"));
        assertThat(line().text()).isEqualTo("203.0.113.7, 2001:db8:7::/56");
        assertThat(line().holds(address("2001:db8:7:2::9"))).isTrue();
        assertThat(line().holds(address("2001:db8:7:100::9"))).isFalse();
        assertThat(learn(HOME, HOME, "2001:db8:7:1::99", "2001:db8:7:1::99"))
                .as("another device of the same link")
                .isFalse();

        learn(HOME, HOME, "2001:db8:9::7", "2001:db8:9::7");
        assertThat(line().isFormer(address("2001:db8:7:1::7"))).isTrue();
        assertThat(line().isFormer(address(HOME))).isFalse();
    }

    @Test
    void aFamilyThatTheLineLostIsAFormerOne() {
        learn(HOME, HOME, HOME_V6, HOME_V6);
        pass(Duration.ofHours(24));
        learn(HOME, HOME);
        assertThat(line().isFormer(address(HOME_V6))).isFalse();

        pass(Duration.ofSeconds(1));
        learn(HOME, HOME);

        assertThat(line().current()).containsExactly(address(HOME));
        assertThat(line().isFormer(address(HOME_V6))).isTrue();
        assertThat(line().knowledge()).isEqualTo(HomeLine.Knowledge.KNOWN);
    }

    @Test
    void theDelegatedLengthIsASetting() {
        HomeLineLearner told = learner("VPN_SENTINEL_HOME_DELEGATED_LENGTH=64");

        told.learn(saw(ACCESS, HOME_V6, HOME_V6), List.of(), now);

        assertThat(told.line(now).holds(address("2001:db8:7:1::9"))).isTrue();
        assertThat(told.line(now).holds(address("2001:db8:7:2::9"))).isFalse();
    }

    @Test
    void aFamilyWhoseSourcesDifferIsAskedForAgainSoon() {
        learn(HOME, HOME, HOME_V6, "2001:db8:66::1");

        assertThat(line().current()).containsExactly(address(HOME));
        assertThat(learner.trouble()).contains("names 2001:db8:66::1");
        assertThat(learner.isDue(now.plusSeconds(15))).isTrue();

        learn(HOME, HOME, "no route");
        assertThat(learner.trouble()).as("a line without IPv6 is whole").isEmpty();
    }

    @Test
    void theNetworksOfBothFamiliesAndOfFormerAddressesAreHome() {
        List<Answer<ExitSighting>> answers = new ArrayList<>(saw(ACCESS, HOME, HOME));
        answers.addAll(saw(network(64506, Network.Kind.UNKNOWN), HOME_V6, HOME_V6));
        learner.learn(answers, List.of(), now);

        learner.learn(saw(network(64507, Network.Kind.UNKNOWN), NEW_HOME, NEW_HOME), List.of(), now);

        for (long asn : List.of(64500L, 64506L, 64507L)) {
            assertThat(line().isNetwork(network(asn, Network.Kind.UNKNOWN)))
                    .as("AS" + asn)
                    .isTrue();
        }
    }

    @Test
    void aSurpriseMakesALessonDueButNotMoreOftenThanEveryFifteenSeconds() {
        learn(HOME, HOME);

        learner.surprise();

        assertThat(learner.isDue(now.plusSeconds(14))).isFalse();
        assertThat(learner.isDue(now.plusSeconds(15))).isTrue();
        pass(Duration.ofSeconds(15));
        learn(HOME, HOME);
        assertThat(learner.isDue(now.plusSeconds(15))).isFalse();
    }

    @Test
    void aForgottenAddressIsLookedForAgainAtOnce() {
        learn(HOME, HOME, HOME_V6, HOME_V6);
        learn(NEW_HOME, NEW_HOME);

        assertThat(learner.forget(address(HOME), now)).isTrue();
        assertThat(learner.forget(address("2001:db8:7:1::77"), now)).isTrue();
        assertThat(learner.forget(address(LIE), now)).isFalse();

        assertThat(line().holds(address(HOME))).isFalse();
        assertThat(line().holds(address(HOME_V6))).isFalse();
        assertThat(line().current()).containsExactly(address(NEW_HOME));
        assertThat(learner.isDue(now)).isTrue();
    }

    @Test
    void allThatIsKnownIsListed() {
        HomeLineLearner told = learner("VPN_SENTINEL_HOME_PREFIXES=198.51.100.0/28");
        told.learn(saw(ACCESS, HOME, HOME), List.of(), now);
        told.learn(saw(ACCESS, NEW_HOME, NEW_HOME), List.of(), now);

        assertThat(told.entries("office"))
                .containsExactly(
                        new HomeEntry("office", NEW_HOME, "current", "AS64500 Net 64500", Optional.of(now)),
                        new HomeEntry("office", HOME, "former", "AS64500 Net 64500", Optional.of(now)),
                        new HomeEntry("office", "198.51.100.0/28", "set", "", Optional.empty()));
        assertThat(told.entries("office")).allMatch(HomeEntry::counts);
    }

    @Test
    void aSourceThatKnowsTheNetworkCompletesOneThatDoesNot() {
        List<Answer<ExitSighting>> answers = new ArrayList<>(saw(Network.UNKNOWN, HOME));
        answers.add(new Answer.Seen<>(
                "wise.test", new ExitSighting("wise.test", "wise.test", address(HOME), ACCESS, Place.UNKNOWN)));

        learner.learn(answers, List.of(), now);
        assertThat(line().isNetwork(ACCESS)).isTrue();

        learner.learn(saw(Network.UNKNOWN, HOME, HOME), List.of(), now);
        assertThat(line().isNetwork(ACCESS)).as("what was known stays known").isTrue();
    }

    @Test
    void theEgressOfTheHomeResolverIsLearntAndKept() {
        Answer<ResolverSighting> egress = new Answer.Seen<>(
                "method",
                new ResolverSighting(
                        "method", "method", "192.168.1.1", List.of(address("192.0.2.53")), List.of(), List.of()));

        boolean changed = learner.learn(saw(ACCESS, HOME, HOME), List.of(egress), now);
        assertThat(changed).isTrue();
        learner.learn(saw(ACCESS, HOME, HOME), List.of(new Answer.Missing<>("method", "time-out")), now);

        assertThat(line().resolverEgress()).containsExactly(address("192.0.2.53"));
    }

    @Test
    void nothingIsKnownAtFirst() {
        assertThat(line().knowledge()).isEqualTo(HomeLine.Knowledge.UNKNOWN);
        assertThat(line().text()).isEqualTo("unknown");
        assertThat(line().overlaps(Prefix.parse("0.0.0.0/0").orElseThrow())).isFalse();
    }

    @Test
    void withoutAnyProviderTheTroubleSaysSo() {
        learner.learn(List.of(), List.of(), now);

        assertThat(learner.trouble()).isEqualTo("no echo provider has a route");
    }
}
