package vpnsentinel.lookup;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vpnsentinel.network.Answer;

/**
 * Asks many at once, each on a thread of its own as long as there are some left, and waits for all of them no longer than
 * one time-out. Thread-safe.
 */
public final class Crowd implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Crowd.class);

    /** As many as all shipped methods need for three name servers, which is what a C library knows. */
    private static final int MOST = 40;

    private static final int IDLE_S = 20;

    private final Duration timeout;
    private final ExecutorService threads;

    /** A crowd whose threads bear the name, and go when they are idle. */
    public Crowd(String name, Duration timeout) {
        this.timeout = timeout;
        AtomicInteger count = new AtomicInteger();
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(MOST, MOST, IDLE_S, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, name + "-" + count.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        threads = pool;
    }

    /**
     * The answers in the order of those who were asked.
     *
     * @param ask asks one; blocks
     * @param missing makes an answer of the reason why there is none
     */
    public <Q, T> List<Answer<T>> ask(
            List<Q> asked, Function<Q, Answer<T>> ask, BiFunction<Q, String, Answer<T>> missing) {
        List<Callable<Answer<T>>> calls = asked.stream()
                .<Callable<Answer<T>>>map(each -> () -> ask.apply(each))
                .toList();
        List<Answer<T>> answers = new ArrayList<>();
        try {
            List<Future<Answer<T>>> running = threads.invokeAll(calls, timeout.toMillis(), TimeUnit.MILLISECONDS);
            for (int i = 0; i < running.size(); i++) {
                answers.add(result(running.get(i), asked.get(i), missing));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            asked.forEach(each -> answers.add(missing.apply(each, "interrupted")));
        }
        return answers;
    }

    private <Q, T> Answer<T> result(Future<Answer<T>> done, Q asked, BiFunction<Q, String, Answer<T>> missing)
            throws InterruptedException {
        if (done.isCancelled()) {
            return missing.apply(asked, "time-out after " + timeout.toSeconds() + " s");
        }
        try {
            return done.get();
        } catch (ExecutionException e) {
            Answer<T> answer = missing.apply(asked, String.valueOf(e.getCause()));
            LOG.warn("probe failed unexpectedly source={}", answer.source(), e.getCause());
            return answer;
        }
    }

    /** Ends what is running. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
