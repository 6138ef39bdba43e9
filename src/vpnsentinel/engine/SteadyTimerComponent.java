package vpnsentinel.engine;

import java.time.InstantSource;
import java.util.Map;
import java.util.Timer;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.apache.camel.CamelContext;
import org.apache.camel.component.timer.TimerComponent;
import org.apache.camel.component.timer.TimerConsumer;
import org.apache.camel.component.timer.TimerEndpoint;
import org.apache.camel.spi.annotations.Component;

/**
 * {@code from: timer:NAME}, with all options of Camel's own, on a clock that nobody sets: Camel's waits by the wall clock,
 * so that one set back by hours holds up every route for hours. Each route has a timer and a thread of its own, also where
 * two give the same name.
 */
@Component("timer") // is not inherited, and without it an option like period=5s is refused
final class SteadyTimerComponent extends TimerComponent {
    private final Map<TimerConsumer, SteadyTimer> timers = new ConcurrentHashMap<>();
    private final Function<ThreadFactory, ScheduledExecutorService> executors;
    private final LongSupplier steadyNanos;
    private final InstantSource wallClock;

    /** Ticks by the clocks of this machine. */
    public SteadyTimerComponent() {
        this(SteadyTimerComponent::oneThread, System::nanoTime, InstantSource.system());
    }

    /** @param steadyNanos the clock by which the executors wait, in nanoseconds since any moment */
    SteadyTimerComponent(
            Function<ThreadFactory, ScheduledExecutorService> executors,
            LongSupplier steadyNanos,
            InstantSource wallClock) {
        this.executors = executors;
        this.steadyNanos = steadyNanos;
        this.wallClock = wallClock;
    }

    /** Makes {@code timer:} of the context tick by the steady clock. */
    static void add(CamelContext context) {
        context.addComponent("timer", new SteadyTimerComponent());
    }

    private static ScheduledExecutorService oneThread(ThreadFactory threads) {
        ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, threads);
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        return executor;
    }

    @Override
    public Timer getTimer(TimerConsumer consumer) {
        return timers.computeIfAbsent(consumer, this::timer);
    }

    private SteadyTimer timer(TimerConsumer consumer) {
        TimerEndpoint endpoint = consumer.getEndpoint();
        String name =
                getCamelContext().getExecutorServiceManager().resolveThreadName("timer://" + endpoint.getTimerName());
        ScheduledExecutorService executor = executors.apply(task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(endpoint.isDaemon());
            return thread;
        });
        return new SteadyTimer(executor, steadyNanos, wallClock, () -> isSpent(consumer));
    }

    /** The consumer then cancels its task, which only a timer of the JDK's own package can see. */
    private static boolean isSpent(TimerConsumer consumer) {
        return consumer.getRepeatCount() > 0 && consumer.getCounter() > consumer.getRepeatCount();
    }

    @Override
    public void removeTimer(TimerConsumer consumer) {
        SteadyTimer timer = timers.remove(consumer);
        if (timer != null) {
            timer.cancel();
        }
    }

    @Override
    protected void doStop() throws Exception {
        timers.keySet().forEach(this::removeTimer);
        super.doStop();
    }
}
