package vpnsentinel.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import demo.World;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.builder.AdviceWith;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import support.FakeClient;
import support.Rig;
import support.RouteStage;
import vpnsentinel.alert.News;
import vpnsentinel.fleet.PendingJudgement;
import vpnsentinel.fleet.Status;
import vpnsentinel.network.Answer;
import vpnsentinel.network.ExitSighting;
import vpnsentinel.network.Network;

/**
 * What time drives: watch-for-silence, watch-for-clients, look-up-addresses, learn-home-line, judge-again, and
 * announce-transition, which time does not drive but no request either.
 */
class WatchRoutesTest {
    private static final String[] KEEPALIVE = {
        "receive-keepalive", "judge-client", "colour-finding", "refuse-request", "route-failed"
    };

    private final FakeClient client = new FakeClient("office");

    private static RouteStage stage(String... routes) throws Exception {
        return new RouteStage(Stream.of(KEEPALIVE, routes).flatMap(Stream::of).toArray(String[]::new));
    }

    @Test
    void aSilentClientIsNoticedByTheNextTick() throws Exception {
        try (RouteStage stage = stage("watch-for-silence").start()) {
            stage.drive("receive-keepalive", client.next());
            stage.arrive();
            stage.drive("receive-keepalive", client.next());

            stage.now = stage.now.plusSeconds(209);
            stage.tick("watch-for-silence");
            assertThat(stage.told()).containsExactly("FIRST_SIGHT green");
            stage.now = stage.now.plusSeconds(1);
            stage.tick("watch-for-silence");
            stage.tick("watch-for-silence");

            assertThat(stage.told()).containsExactly("FIRST_SIGHT green", "STATUS silent");
        }
    }

    @Test
    void aClockThatIsSetMakesNobodySilent() throws Exception {
        try (RouteStage stage = stage("watch-for-silence").start()) {
            stage.drive("receive-keepalive", client.next());
            stage.arrive();
            stage.drive("receive-keepalive", client.next());

            stage.leap = Duration.ofHours(3);
            stage.now = stage.now.plus(stage.leap);
            stage.tick("watch-for-silence");

            assertThat(stage.told()).containsExactly("FIRST_SIGHT green");
        }
    }

    @Test
    void anAddressIsLookedUpAndItsClientsAreJudgedAgain() throws Exception {
        try (RouteStage stage = stage("look-up-addresses", "judge-again").start()) {
            stage.drive("receive-keepalive", client.next());
            assertThat(status(stage)).isEqualTo(Status.YELLOW);

            stage.tick("judge-again");
            assertThat(status(stage)).as("nothing has arrived yet").isEqualTo(Status.YELLOW);
            stage.tick("look-up-addresses");
            stage.tick("judge-again");

            assertThat(stage.lookedUp)
                    .containsExactly(World.STOCKHOLM.resolver().address());
            assertThat(status(stage)).isEqualTo(Status.GREEN);
            assertThat(stage.told()).containsExactly("FIRST_SIGHT green");
        }
    }

    private static Status status(RouteStage stage) {
        return stage.fleet.view("office", stage.now).orElseThrow().status();
    }

    @Test
    void aLessonIsTakenWhenItIsDueAndJudgesEverybodyAgain() throws Exception {
        try (RouteStage stage = stage("learn-home-line", "judge-again").start()) {
            stage.drive("receive-keepalive", client.next());
            stage.arrive();
            stage.drive("receive-keepalive", client.next());
            stage.ownExit = () -> List.of(seenAtTheVpn("one.test"), seenAtTheVpn("two.test"));

            stage.tick("learn-home-line");
            assertThat(stage.home.line(stage.now).holds(World.STOCKHOLM.exit().address()))
                    .as("not due yet")
                    .isFalse();
            stage.now = stage.now.plus(Duration.ofMinutes(5));
            stage.tick("learn-home-line");
            stage.tick("judge-again");

            assertThat(stage.home.line(stage.now).holds(World.STOCKHOLM.exit().address()))
                    .isTrue();
            assertThat(stage.told()).containsExactly("FIRST_SIGHT green", "STATUS red");
        }
    }

    private static Answer<ExitSighting> seenAtTheVpn(String source) {
        return new Answer.Seen<>(
                source,
                new ExitSighting(
                        source,
                        source,
                        World.STOCKHOLM.exit().address(),
                        Network.UNKNOWN,
                        World.STOCKHOLM.exit().place()));
    }

    @Test
    void aClientThatIsMissedMakesTheServerLookWhetherItMovedAndIsGivenTimeToFollow() throws Exception {
        try (RouteStage stage = stage("watch-for-silence", "learn-home-line").start()) {
            stage.drive("receive-keepalive", client.followsName().next());
            stage.arrive();
            stage.drive("receive-keepalive", client.next());
            stage.now = stage.now.plusSeconds(180); // not long before its silence is due, and since the last lesson
            stage.tick("learn-home-line");
            stage.ownExit = () -> List.of(seenAtTheVpn("one.test"), seenAtTheVpn("two.test"));
            stage.now = stage.now.plusSeconds(15);

            stage.tick("watch-for-silence");
            stage.tick("learn-home-line");
            assertThat(stage.home.movedAt())
                    .as("when the lesson showed another line")
                    .contains(stage.now);
            stage.now = stage.now.plusSeconds(119);
            stage.tick("watch-for-silence");
            assertThat(stage.told()).doesNotContain("STATUS silent");
            stage.now = stage.now.plusSeconds(1);
            stage.tick("watch-for-silence");

            assertThat(stage.told()).last().isEqualTo("LEFT_BEHIND silent");
        }
    }

    @Test
    void aLessonThatFailsDoesNotEndTheLessons() throws Exception {
        try (RouteStage stage = stage("learn-home-line").start()) {
            stage.now = stage.now.plus(Duration.ofMinutes(5));
            var whole = stage.ownExit;
            stage.ownExit = () -> {
                throw new IllegalStateException("broken on purpose");
            };
            Exchange failed = stage.tick("learn-home-line");
            assertThat(failed.getException()).isNull();

            stage.ownExit = whole;
            stage.tick("learn-home-line");

            assertThat(stage.home.line(stage.now).confirmed()).contains(stage.now);
        }
    }

    @Test
    void noClientsLeftIsNewsOnlyAfterTheThreshold() throws Exception {
        try (RouteStage stage = stage("watch-for-clients").start()) {
            stage.tick("watch-for-clients");
            stage.now = stage.now.plus(Duration.ofMinutes(14));
            stage.tick("watch-for-clients");
            assertThat(stage.raised).isEmpty();

            stage.now = stage.now.plus(Duration.ofMinutes(1));
            stage.tick("watch-for-clients");
            assertThat(stage.raised).singleElement().isInstanceOf(News.NoClients.class);

            stage.raised.clear();
            stage.drive("receive-keepalive", client.next());
            stage.tick("watch-for-clients");
            assertThat(stage.raised).isEmpty();
        }
    }

    @Test
    void aTransitionIsCountedAndRaised() throws Exception {
        try (RouteStage stage = stage("announce-transition").start()) {
            stage.drive(
                    "receive-keepalive", client.exits(World.HOME, World.HOME).next());

            stage.context.createProducerTemplate().sendBody("direct:announce-transition", stage.told.get(0));

            assertThat(stage.raised).singleElement().isEqualTo(stage.told.get(0));
            assertThat(stage.metrics.scrape())
                    .contains("vpn_sentinel_transitions_total{kind=\"first-sight\",to=\"red\"} 1.0");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "watch-for-silence, notice-silence",
        "watch-for-clients, count-clients",
        "look-up-addresses, look-up",
        "learn-home-line, is-lesson-due",
        "judge-again, take-doubtful",
        "announce-transition, note-transition"
    })
    void aStepThatFailsIsLoggedWithItsRouteAndEndsNothing(String route, String step) throws Exception {
        try (RouteStage stage = stage(route).breaking(route, step).start();
                Rig.Log log = Rig.Log.listen()) {
            Exchange answer = stage.tick(route);

            assertThat(answer.getException()).isNull();
            assertThat(log.events())
                    .filteredOn(line -> line.getFormattedMessage().startsWith("route failed"))
                    .singleElement()
                    .satisfies(line ->
                            assertThat(line.getFormattedMessage()).contains("route=" + route, "broken on purpose"));
        }
    }

    @Test
    void aClientThatCannotBeJudgedKeepsNoOtherWaiting() throws Exception {
        try (RouteStage stage = stage("judge-again")) {
            AdviceWith.adviceWith(
                    stage.context,
                    "judge-client",
                    false,
                    advice -> advice.weaveById("compare-with-home").before().process(exchange -> {
                        var open = exchange.getProperty(Steps.PENDING, PendingJudgement.class);
                        if (open.clientId().equals("a-broken")) {
                            throw new IllegalStateException("broken on purpose");
                        }
                    }));
            stage.start();
            stage.drive("receive-keepalive", new FakeClient("a-broken").next());
            stage.drive("receive-keepalive", client.next());
            stage.arrive();

            Exchange answer = stage.tick("judge-again");

            assertThat(answer.getException()).isNull();
            assertThat(status(stage)).isEqualTo(Status.GREEN);
        }
    }
}
