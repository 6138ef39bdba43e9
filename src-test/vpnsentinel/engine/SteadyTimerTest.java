package vpnsentinel.engine;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.TimerTask;
import org.junit.jupiter.api.Test;

/** When a task is due: as the JDK's timer says, but whatever happens to the wall clock. */
class SteadyTimerTest {
    private final SteppedTime time = new SteppedTime();
    private final long begin = time.nanos();
    private final List<Long> ticks = new ArrayList<>();
    private boolean spent;
    private final SteadyTimer timer = timer(time::wall);

    private SteadyTimer timer(InstantSource wallClock) {
        return new SteadyTimer(time.executor(Thread::new), time::nanos, wallClock, () -> spent);
    }

    /** Notes after how many milliseconds it runs, then does the work. */
    private TimerTask task(Runnable work) {
        return new TimerTask() {
            @Override
            public void run() {
                ticks.add(Duration.ofNanos(time.nanos() - begin).toMillis());
                work.run();
            }
        };
    }

    private TimerTask task() {
        return task(() -> {});
    }

    private Date in(Duration delay) {
        return Date.from(time.wall().plus(delay));
    }

    @Test
    void aTaskWithoutAPeriodRunsOnce() {
        timer.schedule(task(), 300);

        time.pass(ofHours(1));

        assertThat(ticks).containsExactly(300L);
    }

    @Test
    void aFixedDelayCountsFromTheBeginOfTheTickBefore() {
        timer.schedule(task(() -> time.spend(ofMillis(400))), 0, 1000);

        time.pass(ofMillis(3500));

        assertThat(ticks).containsExactly(0L, 1000L, 2000L, 3000L);
    }

    @Test
    void aFixedDelayDoesNotCatchUp() {
        timer.schedule(task(() -> time.spend(ofMillis(ticks.size() == 1 ? 2500 : 0))), 0, 1000);

        time.pass(ofMillis(5000));

        assertThat(ticks).containsExactly(0L, 2500L, 3500L, 4500L);
    }

    @Test
    void aFixedRateCatchesUp() {
        timer.scheduleAtFixedRate(task(() -> time.spend(ofMillis(ticks.size() == 1 ? 2500 : 0))), 0, 1000);

        time.pass(ofMillis(4500));

        assertThat(ticks).containsExactly(0L, 2500L, 2500L, 3000L, 4000L);
    }

    @Test
    void aMomentOnTheWallClockIsMetHoweverThatIsSetMeanwhile() {
        timer.schedule(task(), in(ofSeconds(5)));
        time.setWall(ofHours(-3));

        time.pass(ofHours(1));

        assertThat(ticks).containsExactly(5000L);
    }

    @Test
    void aMomentIsTheFirstOfMany() {
        timer.schedule(task(), in(ofSeconds(2)), 1000);
        timer.scheduleAtFixedRate(task(), in(ofMillis(2500)), 1000);

        time.pass(ofSeconds(4));

        assertThat(ticks).containsExactly(2000L, 2500L, 3000L, 3500L, 4000L);
    }

    @Test
    void aMomentInThePastIsNow() {
        timer.schedule(task(), in(ofHours(-3)), 1000);

        time.pass(ofSeconds(1));

        assertThat(ticks).containsExactly(0L, 1000L);
    }

    @Test
    void aFixedRateThatBeganInThePastCatchesUp() {
        timer.scheduleAtFixedRate(task(), in(ofMillis(-2500)), 1000);

        time.pass(ofSeconds(1));

        assertThat(ticks).containsExactly(0L, 0L, 0L, 500L);
    }

    @Test
    void aMomentBeyondAllClocksNeverComes() {
        timer.schedule(task(), new Date(Long.MAX_VALUE));
        timer.schedule(task(), Long.MAX_VALUE, Long.MAX_VALUE);

        time.pass(Duration.ofDays(1000));

        assertThat(ticks).isEmpty();
    }

    @Test
    void delaysAndPeriodsAskNoWallClock() {
        SteadyTimer blind = timer(() -> {
            throw new AssertionError("the wall clock was read");
        });
        blind.schedule(task(), 100);
        blind.schedule(task(), 200, 1000);
        blind.scheduleAtFixedRate(task(), 300, 1000);

        time.setWall(ofHours(-3));
        time.pass(ofMillis(1300));

        assertThat(ticks).containsExactly(100L, 200L, 300L, 1200L, 1300L);
    }

    @Test
    void aTaskThatThrowsTicksOn() {
        timer.schedule(
                task(() -> {
                    throw new IllegalStateException("no route");
                }),
                0,
                1000);
        timer.scheduleAtFixedRate(
                task(() -> {
                    throw new StackOverflowError();
                }),
                500,
                1000);

        time.pass(ofMillis(2500));

        assertThat(ticks).containsExactly(0L, 500L, 1000L, 1500L, 2000L, 2500L);
    }

    @Test
    void aTaskThatIsSpentTicksNoMore() {
        timer.schedule(task(() -> spent = ticks.size() == 3), 0, 1000);

        time.pass(ofHours(1));

        assertThat(ticks).containsExactly(0L, 1000L, 2000L);
    }

    @Test
    void anEndedTimerTicksNoMoreAndTakesNoTask() {
        timer.schedule(task(), 0, 1000);
        timer.schedule(task(timer::cancel), 1500, 1000);

        time.pass(ofHours(1));

        assertThat(ticks).containsExactly(0L, 1000L, 1500L);
        assertThatIllegalStateException().isThrownBy(() -> timer.schedule(task(), 0));
        assertThat(time.running()).isZero();
    }

    @Test
    void whatTheTimerOfTheJdkRefusesIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> timer.schedule(task(), -1));
        assertThatIllegalArgumentException().isThrownBy(() -> timer.schedule(task(), -1, 1000));
        assertThatIllegalArgumentException().isThrownBy(() -> timer.scheduleAtFixedRate(task(), -1, 1000));
        assertThatIllegalArgumentException().isThrownBy(() -> timer.schedule(task(), 0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> timer.schedule(task(), in(ofSeconds(1)), 0));
        assertThatIllegalArgumentException().isThrownBy(() -> timer.scheduleAtFixedRate(task(), 0, -1000));
    }
}
