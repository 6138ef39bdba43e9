package vpnsentinel.fleet;

import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vpnsentinel.home.HomeLine;
import vpnsentinel.network.Address;
import vpnsentinel.network.Fact;
import vpnsentinel.network.KillSwitchSighting;

/** What a fleet tells, and when: a clock that is moved by hand, everything else as in the product. */
class FleetTest {
    private final Harbour harbour = new Harbour();
    private final Harbour.Boat boat = harbour.boat("office");

    private void settled() {
        boat.sends();
        harbour.pass(ofSeconds(1));
        boat.sends();
        assertThat(harbour.news()).containsExactly("FIRST_SIGHT ->green");
    }

    @Test
    void aProtectedClientIsAnnouncedOnceItsResolverIsLookedUp() {
        Fleet.Recorded first = boat.sends();
        harbour.pass(ofSeconds(1));

        assertThat(first.colour()).isEqualTo(Colour.YELLOW);
        assertThat(boat.view().status()).isEqualTo(Status.GREEN);
        assertThat(harbour.news()).containsExactly("FIRST_SIGHT ->green");
    }

    @Test
    void theProtocolOfTheResolverIsShownAndMakesNoFinding() {
        settled();

        boat.resolverBy("do53-udp").sends();

        assertThat(boat.view().resolver().transports()).containsExactly("do53-udp");
        assertThat(boat.view().status()).isEqualTo(Status.GREEN);
        assertThat(boat.view().findings()).isEmpty();
        assertThat(boat.resolverBy().sends().colour()).isEqualTo(Colour.GREEN);
        assertThat(boat.view().resolver().transports()).isEmpty();
    }

    @Test
    void aClosedKillSwitchIsShownAndMakesNoFinding() {
        settled();

        boat.killSwitch(KillSwitchSighting.Result.CLOSED).sends();
        assertThat(boat.view().notes()).contains("The kill switch is closed: no answer by TCP.");
        assertThat(boat.view().findings()).isEmpty();

        boat.killSwitch(KillSwitchSighting.Result.NOT_PROVEN).sends();
        assertThat(boat.view().notes()).noneMatch(note -> note.contains("kill switch"));
    }

    @Test
    void aClientOfTheServersOwnNetworkIsToldThatItsPathProvesNothing() {
        String note = "Reaches the server over the private address 192.168.1.20, which proves nothing about its line.";
        settled();

        boat.from("192.168.1.20", false).sends();
        assertThat(boat.view().notes()).containsExactly(note);
        assertThat(boat.view().findings()).isEmpty();

        boat.from(Harbour.VPN, false).sends();
        assertThat(boat.view().notes()).isEmpty();

        boat.from("192.168.1.20", true).sends();
        assertThat(boat.view().notes())
                .as("a proxy that is not trusted has a finding")
                .isEmpty();
    }

    @Test
    void aKillSwitchThatIsClosedByAnExitAtHomeIsOpen() {
        settled();

        boat.killSwitch(KillSwitchSighting.Result.CLOSED, Harbour.HOME).sends();

        assertThat(facts()).containsExactly(Fact.KILL_SWITCH_OPEN);
        assertThat(boat.view().notes()).noneMatch(note -> note.contains("closed"));
    }

    @Test
    void whereTheKillSwitchProbeWasSeenIsJudgedOnceItsNetworkIsLookedUp() {
        settled();

        boat.killSwitch(KillSwitchSighting.Result.OPEN, Harbour.OTHER_VPN).sends();
        assertThat(facts()).containsExactly(Fact.KILL_SWITCH_NOT_PROVEN);

        harbour.pass(ofSeconds(1));
        assertThat(facts()).containsExactly(Fact.KILL_SWITCH_OPEN);
    }

    private List<Fact> facts() {
        return boat.view().findings().stream()
                .map(each -> each.finding().fact())
                .toList();
    }

    @Test
    void aProtocolAloneIsNoProofOfTheResolver() {
        boat.noResolver().resolverBy("dot").sends();

        ColouredFinding found = boat.view().findings().get(0);
        assertThat(found.finding().fact()).isEqualTo(Fact.DNS_NEVER_VERIFIED);
        assertThat(found.finding().evidence()).contains("time-out").doesNotContain("look-up");
    }

    @Test
    void ofManyClaimedProtocolsAFewAreShown() {
        boat.resolverBy("a1", "a2", "a3", "a3", "a4", "a5").sends();

        assertThat(boat.view().resolver().transports()).containsExactly("a1", "a2", "a3", "a4");
    }

    @Test
    void aThousandKeepalivesOfOneStatusAreOneMessage() {
        for (int i = 0; i < 1000; i++) {
            boat.sends();
            harbour.pass(ofSeconds(1));
        }

        assertThat(harbour.news()).containsExactly("FIRST_SIGHT ->green");
    }

    @Test
    void anExposedClientIsAnnouncedAtOnce() {
        Fleet.Recorded outcome = boat.exits(Harbour.HOME, Harbour.HOME).sends();

        assertThat(outcome.colour()).isEqualTo(Colour.RED);
        assertThat(harbour.news()).containsExactly("FIRST_SIGHT ->red");
    }

    @Test
    void whatCannotBeVerifiedAtFirstSightSettlesForTenSeconds() {
        boat.exits("", "").noResolver().sends();

        harbour.pass(ofSeconds(9));
        assertThat(harbour.news()).isEmpty();
        harbour.pass(ofSeconds(1));
        assertThat(harbour.news()).containsExactly("FIRST_SIGHT ->yellow");
    }

    @Test
    void aLeakThatHealsIsAnnouncedOnceEachWay() {
        settled();

        boat.exits(Harbour.HOME, Harbour.HOME).sends();
        harbour.pass(ofSeconds(60));
        boat.sends();
        boat.exits(Harbour.VPN, Harbour.VPN).sends();

        assertThat(harbour.news()).containsExactly("FIRST_SIGHT ->green", "STATUS green>red", "STATUS red>green");
        assertThat(harbour.told.get(2).lasted()).isEqualTo(ofSeconds(60));
    }

    @Test
    void aDnsLeakIsToldWithoutAnyChangeOfTheExit() {
        settled();

        boat.resolver(Harbour.HOME_RESOLVER).sends();
        harbour.pass(ofSeconds(1));

        assertThat(harbour.news()).containsExactly("FIRST_SIGHT ->green", "STATUS green>yellow");
        assertThat(boat.view().findings())
                .extracting(each -> each.finding().fact())
                .containsExactly(Fact.DNS_LEAK);
    }

    @Test
    void aLeakIsToldOnceAlsoToThoseWhoWereToldOfSomethingLess() {
        boat.noResolver().sends();
        harbour.pass(ofSeconds(10));
        for (int i = 0; i < 3; i++) {
            boat.resolver(Harbour.HOME_RESOLVER).sends();
            harbour.pass(ofSeconds(5));
            boat.noResolver().sends();
            harbour.pass(ofSeconds(5));
        }

        assertThat(harbour.news()).containsExactly("FIRST_SIGHT ->yellow", "GRAVER yellow>yellow");
        assertThat(harbour.told.get(1).client().findings())
                .extracting(each -> each.finding().fact())
                .contains(Fact.DNS_LEAK);
    }

    @Test
    void somethingLessThanALeakIsNotToldToThoseWhoWereToldOfAnother() {
        boat.noResolver().sends();
        harbour.pass(ofSeconds(10));
        boat.exits("", "").sends();
        boat.sends();
        harbour.pass(ofSeconds(5));

        assertThat(harbour.news()).containsExactly("FIRST_SIGHT ->yellow");
    }

    @Test
    void aClientWhoseLookUpIsUnderWayIsNotAnnouncedAsNeverVerified() {
        boat.sends();

        harbour.passWithoutLookUps(ofSeconds(15));
        assertThat(harbour.news()).isEmpty();
        harbour.pass(ofSeconds(1));
        assertThat(harbour.news()).containsExactly("FIRST_SIGHT ->green");
    }

    @Test
    void aLookUpThatNeverArrivesHoldsFirstSightUpForHalfAMinuteAtMost() {
        boat.sends();

        harbour.passWithoutLookUps(ofSeconds(30));

        assertThat(harbour.news()).containsExactly("FIRST_SIGHT ->yellow");
    }

    @Test
    void anUnknownResolverIsJudgedByTheLastProofUntilItsLookUpArrives() {
        settled();

        Fleet.Recorded outcome = boat.resolver(Harbour.HOME_RESOLVER).sends();

        assertThat(outcome.colour()).isEqualTo(Colour.GREEN);
    }

    @Test
    void aLoneAccusationShowsYellowTellsNothingAndAsksForASecondLook() {
        settled();

        Fleet.Recorded outcome = boat.exits(Harbour.HOME, Harbour.VPN).sends();

        assertThat(outcome.secondLook()).isTrue();
        assertThat(outcome.colour()).isEqualTo(Colour.YELLOW);
        assertThat(harbour.news()).hasSize(1);
    }

    @Test
    void aYoungExposureIsLookedAtMoreOftenAndAnOldOneIsNot() {
        assertThat(boat.interval(300).sends().rhythm()).isEmpty();

        assertThat(boat.exits(Harbour.HOME, Harbour.HOME).sends().rhythm()).contains(Duration.ofSeconds(30));
        assertThat(boat.interval(30).sends().rhythm()).as("it obeyed").contains(Duration.ofSeconds(30));
        assertThat(boat.interval(10).sends().rhythm()).as("faster anyway").isEmpty();
        boat.interval(60);
        for (int minute = 0; minute < 11; minute++) {
            harbour.pass(Duration.ofMinutes(1));
            boat.sends();
        }
        assertThat(boat.interval(30).sends().rhythm()).isEmpty();
    }

    @Test
    void aSuspicionIsLookedAtMoreOften() {
        settled();

        assertThat(boat.exits(Harbour.HOME, Harbour.VPN).sends().rhythm()).contains(Duration.ofSeconds(30));
    }

    @Test
    void aLoneAccusationThatTwoOthersContradictIsHistoryOnly() {
        settled();

        boat.exits(Harbour.HOME, Harbour.VPN).sends();
        harbour.pass(ofSeconds(2));
        Fleet.Recorded second =
                boat.exits(Harbour.HOME, Harbour.VPN, Harbour.VPN).sends();
        harbour.pass(ofSeconds(30));

        assertThat(second.colour()).isEqualTo(Colour.GREEN);
        assertThat(harbour.news()).hasSize(1);
    }

    @Test
    void aLoneAccusationThatASecondSourceConfirmsIsTold() {
        settled();

        boat.exits(Harbour.HOME, Harbour.VPN).sends();
        boat.exits(Harbour.HOME, Harbour.HOME, Harbour.VPN).sends();

        assertThat(harbour.news()).containsExactly("FIRST_SIGHT ->green", "STATUS green>red");
    }

    @Test
    void aLoneAccusationWithoutASecondLookIsBelievedAfterTenSeconds() {
        settled();

        boat.exits(Harbour.HOME, Harbour.VPN).sends();
        harbour.pass(ofSeconds(9));
        assertThat(harbour.news()).hasSize(1);
        harbour.pass(ofSeconds(2));

        assertThat(harbour.news()).containsExactly("FIRST_SIGHT ->green", "STATUS green>red");
        assertThat(boat.view().findings().get(0).finding().evidence()).contains("No second source answered.");
    }

    @Test
    void aSecondLookThatBringsNothingDoesNotClearTheSuspicion() {
        settled();

        boat.exits(Harbour.HOME, Harbour.VPN).sends();
        boat.exits("", "").sends();
        harbour.pass(ofSeconds(11));

        assertThat(boat.view().status()).isEqualTo(Status.RED);
    }

    @Test
    void aSuspicionDuringAProvenLeakIsNoRecovery() {
        settled();
        boat.exits(Harbour.HOME, Harbour.HOME).sends();

        boat.exits(Harbour.HOME, Harbour.VPN).sends();

        assertThat(harbour.news()).containsExactly("FIRST_SIGHT ->green", "STATUS green>red");
    }

    @Test
    void aProviderOutageTurnsNobodyRedAndIsToldAfterTwoMisses() {
        settled();

        boat.exits("", "").sends();
        assertThat(boat.view().status()).isEqualTo(Status.GREEN);
        boat.sends();

        assertThat(boat.view().status()).isEqualTo(Status.YELLOW);
        assertThat(harbour.news()).containsExactly("FIRST_SIGHT ->green", "STATUS green>yellow");
        assertThat(boat.view().exit().address()).contains(Harbour.address(Harbour.VPN));
    }

    @Test
    void aProvenLeakStaysRedWhileNothingCanBeVerified() {
        settled();
        boat.exits(Harbour.HOME, Harbour.HOME).sends();

        boat.exits("", "").sends();
        boat.sends();
        boat.sends();

        assertThat(boat.view().status()).isEqualTo(Status.RED);
        assertThat(harbour.news()).containsExactly("FIRST_SIGHT ->green", "STATUS green>red");
    }

    @Test
    void anEarlyReportIsNoMissAndWhatItSaysCountsAtOnce() {
        settled();

        for (int i = 0; i < 3; i++) {
            boat.says("eth0");
        }
        assertThat(boat.view().findings())
                .extracting(each -> each.finding().fact())
                .containsExactly(Fact.TUNNEL_GONE);
        boat.says("wg0");

        assertThat(harbour.news()).containsExactly("FIRST_SIGHT ->green", "STATUS green>yellow", "STATUS yellow>green");
    }

    @Test
    void anEarlyReportOfTheLineCountsAtOnceAndIsNoMissOfTheResolver() {
        settled();

        boat.exits(Harbour.HOME, Harbour.HOME).resolversStillAsked().sends();
        boat.exits(Harbour.VPN, Harbour.VPN).sends();
        boat.sends();

        assertThat(harbour.news()).containsExactly("FIRST_SIGHT ->green", "STATUS green>red", "STATUS red>green");
        assertThat(boat.view().findings()).isEmpty();
    }

    @Test
    void whatStunServersSawIsCarriedOnWhileNobodyIsAskedAndForTwoRoundsWithoutAnAnswer() {
        settled();
        boat.udp(Harbour.HOME, Harbour.HOME).sends();
        assertThat(boat.view().status()).isEqualTo(Status.RED);

        boat.udp().sends();
        assertThat(boat.view().status()).as("an early report asked nobody").isEqualTo(Status.RED);
        boat.udp("", "").sends();
        boat.sends();
        assertThat(boat.view().status()).as("an outage clears nothing").isEqualTo(Status.RED);
        harbour.pass(ofMinutes(1));
        assertThat(boat.view().notes()).contains("Its way of UDP was last proven 1 min ago.");

        boat.sends();
        assertThat(boat.view().status()).as("what sends nothing leaks nothing").isEqualTo(Status.GREEN);
        assertThat(boat.view().notes()).noneMatch(note -> note.contains("UDP"));
    }

    @Test
    void aRoundThatCarriesOneFamilyOnSaysSo() {
        boat.exits(Harbour.VPN, Harbour.VPN, Harbour.HOME_V6, Harbour.HOME_V6).sends();

        boat.exits(Harbour.VPN, Harbour.VPN, "", "").sends();

        assertThat(boat.view().status()).isEqualTo(Status.RED);
        assertThat(boat.view().notes())
                .contains("Nobody has seen one of its two addresses (IPv4, IPv6) the last time.");
    }

    @Test
    void anEarlyReportIsJudgedByTheNetworksThatWereLookedUpSinceItsRound() {
        boat.networksUntold().sends();
        harbour.directory.lookUpWaiting(20, harbour.now);

        boat.says("wg0");

        assertThat(boat.view().exit().network()).isEqualTo(Harbour.network(64501));
    }

    @Test
    void anExitThatMovesIsAChangeOfItsOwn() {
        settled();

        boat.exits(Harbour.OTHER_VPN, Harbour.OTHER_VPN)
                .resolver(Harbour.OTHER_VPN)
                .sends();
        harbour.pass(ofSeconds(1));

        assertThat(harbour.news()).containsExactly("FIRST_SIGHT ->green", "EXIT_MOVED green>green");
        assertThat(harbour.told.get(1).before().orElseThrow().exit().address()).contains(Harbour.address(Harbour.VPN));
    }

    @Test
    void silenceComesAfterThreeAnnouncedIntervalsAndThirtySeconds() {
        settled();
        boat.interval(20).sends();

        harbour.pass(ofSeconds(89));
        assertThat(boat.view().status()).isEqualTo(Status.GREEN);
        harbour.pass(ofSeconds(1));

        assertThat(boat.view().status()).isEqualTo(Status.SILENT);
        assertThat(boat.view().lastColour()).isEqualTo(Colour.GREEN);
        assertThat(harbour.news()).containsExactly("FIRST_SIGHT ->green", "STATUS green>silent");
    }

    @Test
    void theSilenceOfAClientInAContainerSuggestsThatItsVpnWasReplaced() {
        boat.inContainer();
        settled();
        boat.interval(20).sends();
        assertThat(boat.view().inContainer()).isTrue();
        assertThat(boat.view().notes()).noneMatch(note -> note.contains("replaced"));

        harbour.pass(ofMinutes(2));

        assertThat(boat.view().status()).isEqualTo(Status.SILENT);
        assertThat(boat.view().notes()).anyMatch(note -> note.contains("VPN container was probably replaced"));
        assertThat(harbour.told.get(1).client().inContainer()).isTrue();
    }

    @Test
    void aReturnIsToldWithTheLengthOfTheSilence() {
        settled();
        harbour.pass(ofMinutes(10));

        boat.sends();

        assertThat(harbour.news().get(2)).isEqualTo("RETURNED silent>green");
        assertThat(harbour.told.get(2).lasted()).isEqualTo(ofMinutes(10).minus(ofSeconds(60 * 3 + 30)));
    }

    @Test
    void theAlertThresholdIsTheLeastForAllWhereItIsSet() {
        Harbour patient = new Harbour("VPN_SENTINEL_SERVER_ALERT_THRESHOLD_MINUTES=20");
        Harbour.Boat client = patient.boat("office").interval(10);
        client.sends();

        patient.pass(ofMinutes(19));
        assertThat(client.view().status()).isEqualTo(Status.GREEN);
        patient.pass(ofMinutes(1));

        assertThat(client.view().status()).isEqualTo(Status.SILENT);
    }

    @ParameterizedTest
    @ValueSource(longs = {3, -3})
    void aClockThatIsSetIsNoSilenceAndHidesNone(long hours) {
        settled();
        int before = harbour.told.size();

        harbour.now = harbour.now.plus(Duration.ofHours(hours));
        harbour.fleet.stepped(Duration.ofHours(hours), harbour.now);
        harbour.pass(ofMinutes(3));
        assertThat(harbour.told).hasSize(before);
        harbour.pass(ofMinutes(1));

        assertThat(harbour.news()).last().isEqualTo("STATUS green>silent");
        assertThat(harbour.told.get(before).lasted()).isEqualTo(ofSeconds(210));
    }

    @Test
    void whoIsHeardBetweenTheLeapAndItsNoticeIsNotMoved() {
        settled();

        harbour.now = harbour.now.plus(Duration.ofHours(3));
        boat.sends();
        harbour.fleet.stepped(Duration.ofHours(3), harbour.now);

        assertThat(boat.view().lastSeen()).isEqualTo(harbour.now);
    }

    @Test
    void aStoppedClientIsNoAlarmUntilTheThreshold() {
        settled();
        boat.stops();
        int before = harbour.told.size();

        harbour.pass(ofMinutes(14));
        assertThat(harbour.told).hasSize(before);
        assertThat(boat.view().stopped()).isTrue();
        harbour.pass(ofMinutes(1));

        assertThat(harbour.news()).last().isEqualTo("STATUS green>silent");
    }

    @Test
    void aStoppedClientThatStartsAgainIsNoNews() {
        settled();
        boat.stops();
        int before = harbour.told.size();

        harbour.pass(ofSeconds(20));
        boat.boot("boot-2").sends();
        harbour.pass(ofSeconds(20));

        assertThat(harbour.told).hasSize(before);
        assertThat(boat.view().stopped()).isFalse();
    }

    @Test
    void aSilentClientLeavesTheListAfterItsTimeoutAndItsReturnIsStillTold() {
        settled();
        harbour.pass(Duration.ofSeconds(210).plus(ofMinutes(29)));
        assertThat(harbour.fleet.views(harbour.now)).hasSize(1);
        harbour.pass(ofMinutes(2));
        assertThat(harbour.fleet.views(harbour.now)).isEmpty();

        boat.sends();

        assertThat(harbour.news()).last().isEqualTo("RETURNED silent>green");
    }

    @Test
    void theTimeoutIsASetting() {
        Harbour brief = new Harbour("VPN_SENTINEL_CLIENT_TIMEOUT_MINUTES=1");
        brief.boat("office").sends();

        brief.pass(ofSeconds(210 + 61));

        assertThat(brief.fleet.views(brief.now)).isEmpty();
    }

    @Test
    void aLateRepeatNeverOvertakesANewerKeepalive() {
        settled();
        boat.exits(Harbour.HOME, Harbour.HOME).sends();

        Fleet.Recorded late = boat.exits(Harbour.VPN, Harbour.VPN).sendsAgain(1);

        assertThat(late.colour()).isEqualTo(Colour.RED);
        assertThat(boat.view().status()).isEqualTo(Status.RED);
    }

    @Test
    void aRestartIsNoTwin() {
        settled();

        boat.boot("boot-2").sends();
        boat.boot("boot-3").sends();
        harbour.pass(ofSeconds(5));

        assertThat(harbour.news()).hasSize(1);
    }

    @Test
    void twoRunningClientsUnderOneIdAreTold() {
        settled();
        Harbour.Boat twin = harbour.boat("office").boot("twin");

        for (int i = 0; i < 3; i++) {
            twin.sends();
            boat.sends();
            harbour.pass(ofSeconds(1));
        }

        assertThat(boat.view().findings())
                .extracting(each -> each.finding().fact())
                .contains(Fact.TWO_CLIENTS_ONE_ID);
        assertThat(harbour.news()).containsExactly("FIRST_SIGHT ->green", "STATUS green>yellow");
    }

    @Test
    void aProtectedTwinDoesNotHideAnExposedOne() {
        settled();
        Harbour.Boat twin = harbour.boat("office").boot("twin").exits(Harbour.HOME, Harbour.HOME);

        for (int i = 0; i < 4; i++) {
            twin.sends();
            boat.sends();
            harbour.pass(ofSeconds(1));
        }

        assertThat(boat.view().status()).isEqualTo(Status.RED);
    }

    @Test
    void aChangedHomeLineJudgesEverybodyAgain() {
        settled();

        harbour.home = new HomeLine(
                Set.of(Harbour.address(Harbour.VPN)),
                Set.of(),
                List.of(),
                Set.of(),
                Harbour.network(64501),
                Set.of(),
                HomeLine.Knowledge.KNOWN,
                harbour.home.confirmed());
        harbour.fleet.rejudgeAll();
        harbour.pass(ofSeconds(1));

        assertThat(harbour.news()).containsExactly("FIRST_SIGHT ->green", "STATUS green>red");
    }

    @Test
    void aCaseThatANewerKeepaliveOvertookIsNotRecorded() {
        settled();
        PendingJudgement old = harbour.fleet.reopen("office", harbour.now).orElseThrow();
        boat.exits(Harbour.HOME, Harbour.HOME).sends();

        Fleet.Recorded outcome = harbour.fleet.record(old, harbour.now);

        assertThat(outcome.colour()).isEqualTo(Colour.RED);
    }

    @Test
    void aResolverThatNoLookUpKnowsIsAMissAndNoLeak() {
        settled();
        harbour.failingLookUps.put(Harbour.HOME_RESOLVER, "down");

        boat.resolver(Harbour.HOME_RESOLVER).sends();
        harbour.pass(ofSeconds(1));
        assertThat(boat.view().status()).isEqualTo(Status.GREEN);
        boat.sends();

        assertThat(boat.view().findings())
                .extracting(each -> each.finding().fact())
                .containsExactly(Fact.DNS_NOT_VERIFIABLE);
    }

    @Test
    void aTwinThatIsSwitchedOffIsForgotten() {
        settled();
        Harbour.Boat twin = harbour.boat("office").boot("twin");
        for (int i = 0; i < 3; i++) {
            twin.sends();
            boat.sends();
            harbour.pass(ofSeconds(1));
        }

        for (int minute = 0; minute < 5; minute++) {
            harbour.pass(ofMinutes(1));
            boat.sends();
        }

        assertThat(harbour.news()).containsExactly("FIRST_SIGHT ->green", "STATUS green>yellow", "STATUS yellow>green");
    }

    @Test
    void anExitThatMovesBringsNoFalseDnsFindingWhileItsLookUpIsUnderWay() {
        settled();

        boat.exits(Harbour.OTHER_VPN, Harbour.OTHER_VPN).resolver(Harbour.OTHER_VPN);
        Fleet.Recorded atOnce = boat.sends();
        harbour.pass(ofSeconds(1));

        assertThat(atOnce.findings()).isEmpty();
        assertThat(boat.view().findings()).isEmpty();
    }

    @Test
    void anExitThatMovesWhileNoMethodShowsTheResolverIsNotComparedWithTheOldResolver() {
        settled();

        Fleet.Recorded moved =
                boat.exits(Harbour.OTHER_VPN, Harbour.OTHER_VPN).noResolver().sends();
        assertThat(moved.findings()).isEmpty();

        assertThat(boat.sends().findings())
                .extracting(each -> each.finding().fact())
                .containsExactly(Fact.DNS_NOT_VERIFIABLE);
    }

    @Test
    void anOldClientIsJudgedByItsClaim() {
        assertThat(boat.claims(Harbour.VPN, "SE").findings())
                .extracting(each -> each.finding().fact())
                .containsExactly(Fact.DNS_CLAIMED);
        assertThat(boat.claims(Harbour.HOME, "SE").colour()).isEqualTo(Colour.RED);
        assertThat(boat.claims(Harbour.VPN, "").findings())
                .extracting(each -> each.finding().fact())
                .containsExactly(Fact.DNS_NEVER_VERIFIED);
        assertThat(boat.claims("", "SE").findings())
                .extracting(each -> each.finding().fact())
                .contains(Fact.DNS_CLAIMED);
    }

    @Test
    void anOldClientThatClaimsNoAddressIsNeverVerified() {
        Fleet.Recorded outcome = boat.claims("", "");

        assertThat(outcome.findings())
                .extracting(each -> each.finding().fact())
                .containsExactlyInAnyOrder(Fact.EXIT_NEVER_VERIFIED, Fact.DNS_NEVER_VERIFIED);
    }

    @Test
    void aPeerOfAnotherNetworkIsAFindingOnceItsLookUpArrived() {
        settled();

        assertThat(boat.from(Harbour.OTHER_VPN, false).sends().findings()).isEmpty();
        harbour.pass(ofSeconds(1));

        assertThat(boat.view().findings())
                .extracting(each -> each.finding().fact())
                .containsExactly(Fact.OWN_PATH_THIRD_NETWORK);
    }

    @Test
    void aPeerBehindAProxyThatIsNotTrustedProvesNothing() {
        settled();

        Fleet.Recorded outcome = boat.from(Harbour.HOME, true).sends();

        assertThat(outcome.colour()).isEqualTo(Colour.GREEN);
        assertThat(outcome.findings())
                .extracting(each -> each.finding().fact())
                .containsExactly(Fact.PROXY_NOT_TRUSTED);
    }

    @Test
    void anIpv6LeakIsNotForgottenWhileOnlyIpv4IsSeen() {
        boat.exits(Harbour.VPN, Harbour.VPN, Harbour.HOME_V6, Harbour.HOME_V6).sends();
        assertThat(boat.view().status()).isEqualTo(Status.RED);

        boat.exits(Harbour.VPN, Harbour.VPN).sends();
        assertThat(boat.view().status()).isEqualTo(Status.RED);
        boat.sends();
        boat.sends();
        harbour.pass(ofSeconds(1));
        assertThat(boat.view().status()).isEqualTo(Status.GREEN);
    }

    @Test
    void clientsThatHaveAllBeenOnTheLearntLineSayThatTheServerMayBeBehindTheVpn() {
        Harbour.Boat other = harbour.boat("other");
        boat.exits(Harbour.HOME, Harbour.HOME).sends();
        assertThat(facts(boat)).doesNotContain(Fact.SERVER_BEHIND_VPN);
        other.exits(Harbour.HOME, Harbour.HOME).sends();
        harbour.pass(ofSeconds(1));

        assertThat(facts(boat)).contains(Fact.SERVER_BEHIND_VPN);
        assertThat(facts(other)).contains(Fact.SERVER_BEHIND_VPN);

        other.exits(Harbour.VPN, Harbour.VPN).sends();
        harbour.pass(ofSeconds(1));
        assertThat(facts(boat)).doesNotContain(Fact.SERVER_BEHIND_VPN);
        other.exits(Harbour.HOME, Harbour.HOME).sends();
        harbour.pass(ofSeconds(1));
        assertThat(facts(boat)).as("who fell later was not there at first").doesNotContain(Fact.SERVER_BEHIND_VPN);
    }

    @Test
    void onePeerOfClientsWithDifferentExitsIsAProxy() {
        Harbour.Boat other = harbour.boat("other").exits(Harbour.OTHER_VPN, Harbour.OTHER_VPN);
        boat.from("192.0.2.99", false).sends();
        harbour.pass(ofSeconds(1));
        assertThat(facts(boat)).doesNotContain(Fact.PROXY_NOT_TRUSTED);
        other.from("192.0.2.99", false).sends();
        harbour.pass(ofSeconds(1));

        assertThat(facts(boat)).contains(Fact.PROXY_NOT_TRUSTED);
        assertThat(facts(other)).contains(Fact.PROXY_NOT_TRUSTED);

        other.from("192.0.2.98", false).sends();
        other.sends();
        harbour.pass(ofSeconds(1));
        assertThat(facts(boat)).doesNotContain(Fact.PROXY_NOT_TRUSTED);
        assertThat(facts(other)).doesNotContain(Fact.PROXY_NOT_TRUSTED);
    }

    @Test
    void clientsThatShareTheHomeLineTowardsTheServerHaveNoProxy() {
        Harbour.Boat other = harbour.boat("other").exits(Harbour.OTHER_VPN, Harbour.OTHER_VPN);
        boat.from(Harbour.HOME, false).sends();
        other.from(Harbour.HOME, false).sends();
        harbour.pass(ofSeconds(1));

        assertThat(facts(boat)).contains(Fact.OWN_PATH_BESIDE_TUNNEL).doesNotContain(Fact.PROXY_NOT_TRUSTED);
    }

    @Test
    void theExitsOfLateAreRememberedAndNoneThatWasExposed() {
        boat.sends();
        boat.exits(Harbour.HOME, Harbour.HOME).sends();
        boat.exits(Harbour.OTHER_VPN, Harbour.OTHER_VPN).sends();

        assertThat(harbour.fleet.travels("office").orElseThrow())
                .extracting(each -> each.address().toString())
                .containsExactly(Harbour.VPN, Harbour.OTHER_VPN);
        assertThat(harbour.fleet.travels("nobody")).isEmpty();
    }

    private static List<Fact> facts(Harbour.Boat boat) {
        return boat.view().findings().stream()
                .map(each -> each.finding().fact())
                .toList();
    }

    @Test
    void aClientThatNamesEverNewAddressesHasAShareOfTheLookUps() {
        for (int i = 0; i < 300; i++) {
            boat.resolver("198.18." + i / 250 + "." + (1 + i % 250)).sends();
        }

        List<Address> first = harbour.directory.lookUpWaiting(1_000, harbour.now);
        harbour.fleet.arrived(first);
        boat.resolver("198.18.9.9").sends();

        assertThat(first).hasSize(200);
        assertThat(harbour.directory.lookUpWaiting(1_000, harbour.now))
                .as("what arrived makes room")
                .containsExactly(Harbour.address("198.18.9.9"));
    }
}
