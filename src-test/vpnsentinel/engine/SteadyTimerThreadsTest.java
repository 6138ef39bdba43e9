package vpnsentinel.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.junit.jupiter.api.Test;

/** The threads of {@code timer:} on the real clock: they tick, and they end. */
class SteadyTimerThreadsTest extends CamelTestSupport {
    private static final Duration BOUND = Duration.ofSeconds(30);

    private final Set<Thread> before = Thread.getAllStackTraces().keySet();

    @Override
    protected CamelContext createCamelContext() throws Exception {
        CamelContext created = super.createCamelContext();
        created.addComponent("timer", new SteadyTimerComponent());
        return created;
    }

    /** Those of this test, by what they are: the JDK's timers have a class of their own. */
    private Stream<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !before.contains(thread))
                .filter(thread -> thread.getName().contains("timer://")
                        || thread.getClass().getName().equals("java.util.TimerThread"));
    }

    private void threadsBecome(String... names) {
        await().atMost(BOUND)
                .untilAsserted(() -> assertThat(
                                threads().map(thread -> thread.getName().replaceAll(".* - ", "")))
                        .containsExactlyInAnyOrder(names));
    }

    private void awaitTicks(String id, int count) throws InterruptedException {
        MockEndpoint mock = getMockEndpoint("mock:" + id);
        mock.setResultWaitTime(BOUND.toMillis());
        mock.expectedMinimumMessageCount(count);
        mock.assertIsSatisfied();
        mock.reset();
    }

    private Thread thread(String name) {
        return threads()
                .filter(thread -> thread.getName().endsWith("timer://" + name))
                .findAny()
                .orElseThrow();
    }

    @Test
    void aTimerTicksOnOneThreadOfItsOwn() throws Exception {
        RouteText.load(context, "steady", "timer:steady?delay=0&period=5");
        RouteText.load(context, "rate", "timer:rate?delay=0&period=5&fixedRate=true");

        awaitTicks("steady", 5);
        awaitTicks("rate", 5);

        threadsBecome("timer://rate", "timer://steady");
    }

    @Test
    void aStoppedRouteLeavesNoThreadHoweverFarTheNextTickIs() throws Exception {
        RouteText.load(context, "hourly", "timer:hourly?delay=1h&period=1h");
        RouteText.load(context, "once", "timer:once?delay=1h&period=0");
        RouteText.load(context, "often", "timer:often?delay=0&period=1");
        threadsBecome("timer://hourly", "timer://often", "timer://once");

        context.getRouteController().stopAllRoutes();

        threadsBecome();
    }

    @Test
    void aStoppedContextLeavesNoThread() throws Exception {
        RouteText.load(context, "hourly", "timer:hourly?period=1h");
        threadsBecome("timer://hourly");

        context.stop();

        threadsBecome();
    }

    @Test
    void tenReloadsLeaveOneThreadThatTicks() throws Exception {
        RouteText.load(context, "tick", "timer:tick?delay=0&period=1");

        for (int reload = 0; reload < 10; reload++) {
            awaitTicks("tick", 1);
            context.getRouteController().stopRoute("tick");
            context.removeRoute("tick");
            RouteText.load(context, "tick", "timer:tick?delay=0&period=1");
        }

        awaitTicks("tick", 5);
        threadsBecome("timer://tick");
    }

    @Test
    void aRouteThatIsResumedTicksOnTheSameThread() throws Exception {
        RouteText.load(context, "tick", "timer:tick?delay=0&period=1");
        awaitTicks("tick", 1);
        Thread thread = thread("tick");

        context.getRouteController().suspendRoute("tick");
        context.getRouteController().resumeRoute("tick");

        awaitTicks("tick", 5);
        threadsBecome("timer://tick");
        assertThat(thread("tick")).isSameAs(thread);
    }

    @Test
    void theThreadHoldsUpNoExitUnlessToldTo() throws Exception {
        RouteText.load(context, "idle", "timer:idle?period=1h");
        RouteText.load(context, "held", "timer:held?period=1h&daemon=false");

        assertThat(thread("idle").isDaemon()).isTrue();
        assertThat(thread("held").isDaemon()).isFalse();
    }
}
