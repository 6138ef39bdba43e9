package vpnsentinel.launch;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import vpnsentinel.settings.Problem;
import vpnsentinel.settings.SettingsException;
import vpnsentinel.settings.StartProblem;

/**
 * Starts something that may not start as it is set up. Where a supervisor would only start the process again at once, it
 * stays and tries again by itself, ever more rarely, and says each time why: what was wrong may be mended from outside.
 */
final class StartAttempts {
    private static final Duration FIRST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofHours(1);

    private final boolean stays;
    private final Wait wait;
    private final PrintStream out;

    /** Lets time pass. */
    interface Wait {
        void sleep(Duration time) throws InterruptedException;
    }

    /** What is started. */
    interface Start {
        void run() throws Exception;
    }

    /** @param stays whether it tries again */
    StartAttempts(boolean stays, Wait wait, PrintStream out) {
        this.stays = stays;
        this.wait = wait;
        this.out = out;
    }

    /** Whether it was started, at last. */
    boolean succeed(Start start) throws InterruptedException {
        Duration pause = FIRST;
        while (!started(start)) {
            if (!stays) {
                return false;
            }
            out.println("vpn-sentinel: not running; tries again in " + pause.toMinutes() + " min, or at a restart");
            out.flush();
            wait.sleep(pause);
            pause = pause.multipliedBy(2).compareTo(LONGEST) < 0 ? pause.multipliedBy(2) : LONGEST;
        }
        return true;
    }

    private boolean started(Start start) throws InterruptedException {
        try {
            start.run();
            return true;
        } catch (InterruptedException e) {
            throw e;
        } catch (SettingsException e) {
            say(e.problems());
        } catch (Throwable e) {
            out.println("vpn-sentinel: cannot start: " + StartProblem.readable(e));
        }
        return false;
    }

    private void say(List<Problem> problems) {
        problems.forEach(problem -> out.println("vpn-sentinel: " + problem));
    }
}
