package vpnsentinel.engine;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Date;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Route;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.component.timer.TimerConsumer;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.junit.jupiter.api.Test;

/** What an author of routes may expect of {@code timer:}, told in time that passes when the test says so. */
class SteadyTimerComponentTest extends CamelTestSupport {
    private static final String FAILS = """
            - to: {uri: "mock:%s"}
            - throwException: {message: as told, exceptionType: java.lang.IllegalStateException}
            """;

    private final SteppedTime time = new SteppedTime();

    @Override
    protected CamelContext createCamelContext() throws Exception {
        CamelContext created = super.createCamelContext();
        created.addComponent("timer", component());
        return created;
    }

    private SteadyTimerComponent component() {
        return new SteadyTimerComponent(time::executor, time::nanos, time::wall);
    }

    private void route(String id, String uri, String steps) throws Exception {
        RouteText.load(context, id, uri, steps);
    }

    private void route(String id, String uri) throws Exception {
        RouteText.load(context, id, uri);
    }

    private int ticks(String id) {
        return getMockEndpoint("mock:" + id).getReceivedCounter();
    }

    private int ticksWithin(Duration passing, String id) {
        int before = ticks(id);
        time.pass(passing);
        return ticks(id) - before;
    }

    @Test
    void aTimerTicksOnceASecondUnlessToldOtherwise() throws Exception {
        route("tick", "timer:tick");

        assertThat(ticksWithin(ofMillis(999), "tick")).isZero();
        assertThat(ticksWithin(ofMillis(1), "tick")).isOne();
        assertThat(ticksWithin(ofSeconds(10), "tick")).isEqualTo(10);
    }

    @Test
    void theFirstTickComesAfterTheDelayAndTheNextAfterThePeriod() throws Exception {
        route("tick", "timer:tick?delay=5s&period=1m");

        assertThat(ticksWithin(ofMillis(4999), "tick")).isZero();
        assertThat(ticksWithin(ofMillis(1), "tick")).isOne();
        assertThat(ticksWithin(ofHours(1), "tick")).isEqualTo(60);
    }

    @Test
    void aTimerWithoutAPeriodTicksOnce() throws Exception {
        route("tick", "timer:tick?period=0");

        assertThat(ticksWithin(ofHours(1), "tick")).isOne();
    }

    @Test
    void aWallClockThatIsSetHoldsNothingUp() throws Exception {
        route("tick", "timer:tick?period=60000");
        route("rate", "timer:rate?period=60000&fixedRate=true");
        time.pass(ofHours(1));

        time.setWall(ofHours(-3));
        assertThat(ticksWithin(ofHours(1), "tick")).isEqualTo(60);
        time.setWall(ofHours(6));
        assertThat(ticksWithin(ofHours(1), "tick")).isEqualTo(60);
        assertThat(ticks("rate")).isEqualTo(180);
    }

    @Test
    void aRepeatCountEndsTheTicks() throws Exception {
        route("tick", "timer:tick?repeatCount=3");

        time.pass(ofHours(1));

        assertThat(ticks("tick")).isEqualTo(3);
        assertThat(consumer("tick").getCounter())
                .as("runs of the task, of which the last only ends it")
                .isEqualTo(4);
    }

    private TimerConsumer consumer(String id) {
        return (TimerConsumer) context.getRoute(id).getConsumer();
    }

    @Test
    void aRouteMayBeSlowerThanItsPeriod() throws Exception {
        context.getRegistry().bind("slow", (Processor) exchange -> time.spend(ofMillis(2500)));
        String steps = "- process: {ref: slow}\n- to: {uri: mock:slow}";

        route("slow", "timer:slow?delay=0", steps);

        assertThat(ticksWithin(ofSeconds(10), "slow")).isEqualTo(5);
    }

    @Test
    void aFixedRateCatchesUpWhatARouteHeldUp() throws Exception {
        context.getRegistry().bind("slow-once", (Processor)
                exchange -> time.spend(ofMillis(ticks("rate") == 0 ? 2500 : 0)));
        String steps = "- process: {ref: slow-once}\n- to: {uri: mock:rate}";

        route("rate", "timer:rate?delay=0&fixedRate=true", steps);

        assertThat(ticksWithin(ofMillis(2500), "rate")).isEqualTo(3);
        assertThat(ticksWithin(ofMillis(499), "rate")).isZero();
        assertThat(ticksWithin(ofMillis(1), "rate")).isOne();
    }

    @Test
    void aMomentBeginsTheTicks() throws Exception {
        String moment = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss")
                .withZone(ZoneId.systemDefault())
                .format(time.wall().plusSeconds(90));
        route("plain", "timer:plain?time=" + moment);
        route("rate", "timer:rate?fixedRate=true&time=" + moment);
        route("once", "timer:once?period=0&time=" + moment);
        route("own", "timer:own?pattern=yyyy-MM-dd'T'HH:mm:ss&time=" + moment);

        time.pass(ofMillis(89_999));
        assertThat(List.of(ticks("plain"), ticks("rate"), ticks("once"), ticks("own")))
                .containsOnly(0);
        time.pass(ofMillis(2001));
        assertThat(List.of(ticks("plain"), ticks("rate"), ticks("once"), ticks("own")))
                .containsExactly(3, 3, 1, 3);
    }

    @Test
    void theTickSaysWhichItIs() throws Exception {
        route("tick", "timer:tick?includeMetadata=true&period=2000");

        time.pass(ofSeconds(4));

        Exchange second = getMockEndpoint("mock:tick").getExchanges().get(1);
        assertThat(second.getProperty(Exchange.TIMER_COUNTER)).isEqualTo(2L);
        assertThat(second.getProperty(Exchange.TIMER_NAME)).isEqualTo("tick");
        assertThat(second.getProperty(Exchange.TIMER_PERIOD)).isEqualTo(2000L);
        assertThat(second.getMessage().getHeader(Exchange.TIMER_FIRED_TIME)).isInstanceOf(Date.class);
    }

    @Test
    void aRouteThatFailsTicksOn() throws Exception {
        route("fails", "timer:fails", FAILS.formatted("fails"));
        route("failsAtOnce", "timer:failsAtOnce?synchronous=true", FAILS.formatted("failsAtOnce"));

        time.pass(ofSeconds(5));

        assertThat(ticks("fails")).isEqualTo(5);
        assertThat(ticks("failsAtOnce")).isEqualTo(5);
    }

    @Test
    void routesWithOneTimerNameKeepTheirOwnPace() throws Exception {
        route("quick", "timer:same?period=1000");
        route("rare", "timer:same?period=4000&delay=500");

        time.pass(ofSeconds(8));
        assertThat(ticks("quick")).isEqualTo(8);
        assertThat(ticks("rare")).isEqualTo(2);
        context.getRouteController().stopRoute("quick");
        time.pass(ofSeconds(8));
        assertThat(ticks("quick")).isEqualTo(8);
        assertThat(ticks("rare")).isEqualTo(4);
    }

    @Test
    void routesFromTheSameTimerTickEach() throws Exception {
        route("one", "timer:same");
        route("other", "timer:same");

        time.pass(ofSeconds(3));

        assertThat(ticks("one")).isEqualTo(3);
        assertThat(ticks("other")).isEqualTo(3);
    }

    @Test
    void aSuspendedRouteTicksNotAndGoesOnWhereItWouldBe() throws Exception {
        route("tick", "timer:tick");
        time.pass(ofSeconds(2));

        context.getRouteController().suspendRoute("tick");
        assertThat(ticksWithin(ofMillis(10_500), "tick")).isZero();
        context.getRouteController().resumeRoute("tick");

        assertThat(ticksWithin(ofMillis(499), "tick")).isZero();
        assertThat(ticksWithin(ofMillis(1), "tick")).isOne();
        assertThat(ticksWithin(ofSeconds(10), "tick")).isEqualTo(10);
    }

    @Test
    void aSuspendedContextTicksNotAndGoesOn() throws Exception {
        route("tick", "timer:tick");
        time.pass(ofSeconds(2));

        context.suspend();
        assertThat(ticksWithin(ofSeconds(10), "tick")).isZero();
        context.resume();

        assertThat(ticksWithin(ofSeconds(10), "tick")).isEqualTo(10);
    }

    @Test
    void aStoppedRouteTicksNotAndBeginsAnewWhenStarted() throws Exception {
        route("tick", "timer:tick?delay=3000");
        time.pass(ofSeconds(5));

        context.getRouteController().stopRoute("tick");
        assertThat(ticksWithin(ofSeconds(10), "tick")).isZero();
        assertThat(time.running()).isZero();
        context.getRouteController().startRoute("tick");

        assertThat(ticksWithin(ofMillis(2999), "tick")).isZero();
        assertThat(ticksWithin(ofMillis(2001), "tick")).isEqualTo(3);
        assertThat(time.running()).isOne();
    }

    @Test
    void aRouteThatIsSuspendedStoppedAndStartedTicksOnce() throws Exception {
        route("tick", "timer:tick");

        context.getRouteController().suspendRoute("tick");
        context.getRouteController().stopRoute("tick");
        context.getRouteController().startRoute("tick");

        assertThat(ticksWithin(ofSeconds(10), "tick")).isEqualTo(10);
        assertThat(time.running()).isOne();
    }

    @Test
    void tenReloadsLeaveOneTickAPeriod() throws Exception {
        route("tick", "timer:tick");
        route("unchanged", "timer:tick");

        for (int reload = 0; reload < 10; reload++) {
            context.getRouteController().stopRoute("tick");
            context.removeRoute("tick");
            route("tick", "timer:tick");

            assertThat(ticksWithin(ofSeconds(1), "tick")).isOne();
        }

        assertThat(ticksWithin(ofSeconds(10), "tick")).isEqualTo(10);
        assertThat(ticks("unchanged")).isEqualTo(20);
        assertThat(time.running()).isEqualTo(2);
    }

    @Test
    void aRouteThatIsReplacedWhileItRunsTicksAtItsNewPeriod() throws Exception {
        route("tick", "timer:tick?period=1000");

        for (int reload = 0; reload < 10; reload++) {
            route("tick", "timer:tick?period=2000");
        }

        assertThat(ticksWithin(ofSeconds(11), "tick")).isEqualTo(6);
        assertThat(time.running()).isOne();
    }

    @Test
    void aRouteAsFastAsPossibleNeedsNoTimer() throws Exception {
        MockEndpoint fast = getMockEndpoint("mock:fast");
        fast.setResultWaitTime(ofSeconds(30).toMillis());
        fast.expectedMessageCount(100);
        route("same", "timer:fast");

        route("fast", "timer:fast?delay=-1&repeatCount=100");
        fast.assertIsSatisfied();
        context.getRouteController().stopRoute("fast");

        assertThat(time.made()).isOne();
        assertThat(ticksWithin(ofSeconds(3), "same")).isEqualTo(3);
    }

    @Test
    void aContextThatStopsEndsItsTimers() throws Exception {
        route("tick", "timer:tick");
        route("other", "timer:other");

        context.stop();
        time.pass(ofSeconds(10));

        assertThat(time.running()).isZero();
    }

    @Test
    void aComponentThatStopsEndsItsTimersThoughTheRoutesRun() throws Exception {
        route("tick", "timer:tick");

        context.getComponent("timer").stop();

        assertThat(ticksWithin(ofSeconds(10), "tick")).isZero();
        assertThat(time.running()).isZero();
    }

    @Test
    void aContextWhoseRoutesDoNotStartByThemselvesTicksNotAndLeavesNothing() throws Exception {
        try (DefaultCamelContext scratch = new DefaultCamelContext()) {
            scratch.setAutoStartup(false);
            scratch.addComponent("timer", component());
            RouteText.load(scratch, "tick", "timer:tick");
            scratch.start();

            time.pass(ofSeconds(10));
            assertThat(scratch.getRoutes()).extracting(Route::getId).containsExactly("tick");
            assertThat(scratch.getEndpoint("mock:tick", MockEndpoint.class).getReceivedCounter())
                    .isZero();
        }
        assertThat(time.running()).isZero();
    }

    @Test
    void routesThatTheContextStartsWithTickOnce() throws Exception {
        try (DefaultCamelContext whole = new DefaultCamelContext()) {
            whole.addComponent("timer", component());
            RouteText.load(whole, "tick", "timer:tick");
            whole.start();

            time.pass(ofSeconds(10));

            assertThat(whole.getEndpoint("mock:tick", MockEndpoint.class).getReceivedCounter())
                    .isEqualTo(10);
            assertThat(time.running()).isOne();
        }
    }
}
