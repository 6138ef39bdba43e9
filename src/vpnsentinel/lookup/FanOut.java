package vpnsentinel.lookup;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vpnsentinel.network.Answer;

/**
 * Asks many at once, each on a thread of its own as long as there are some left, and waits for all of them no longer than
 * one time-out, and for stragglers no longer than a second once the others have said enough. Thread-safe.
 */
public final class FanOut implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FanOut.class);

    /** As many as all shipped methods need for three name servers, which is what a C library knows. */
    private static final int MOST = 40;

    private static final int IDLE_S = 20;
    private static final Duration GRACE = Duration.ofSeconds(1);

    private final Duration timeout;
    private final ExecutorService threads;

    /** One whose threads bear the name, and go when they are idle. */
    public FanOut(String name, Duration timeout) {
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
        return ask(asked, ask, missing, answers -> false);
    }

    /**
     * The answers in the order of those who were asked.
     *
     * @param ask asks one; blocks
     * @param missing makes an answer of the reason why there is none
     * @param enough whether so many answers are enough
     */
    public <Q, T> List<Answer<T>> ask(
            List<Q> asked,
            Function<Q, Answer<T>> ask,
            BiFunction<Q, String, Answer<T>> missing,
            Predicate<List<Answer<T>>> enough) {
        BlockingQueue<Said<T>> said = new LinkedBlockingQueue<>();
        List<Future<?>> running = new ArrayList<>(asked.size());
        for (int i = 0; i < asked.size(); i++) {
            int place = i;
            running.add(threads.submit(() -> said.add(new Said<>(place, answer(asked.get(place), ask, missing)))));
        }
        Map<Integer, Answer<T>> answers = new HashMap<>();
        String why = listen(said, asked.size(), answers, enough);
        running.forEach(each -> each.cancel(true));
        return IntStream.range(0, asked.size())
                .mapToObj(i -> Optional.ofNullable(answers.get(i)).orElseGet(() -> missing.apply(asked.get(i), why)))
                .toList();
    }

    /** What the one at a place of the list answered. */
    private record Said<T>(int place, Answer<T> answer) {}

    private static <Q, T> Answer<T> answer(
            Q asked, Function<Q, Answer<T>> ask, BiFunction<Q, String, Answer<T>> missing) {
        try {
            return ask.apply(asked);
        } catch (RuntimeException e) {
            Answer<T> answer = missing.apply(asked, e.toString());
            LOG.warn("probe failed unexpectedly source={}", answer.source(), e);
            return answer;
        }
    }

    /** Takes the answers as they come; says why it stopped. */
    private <T> String listen(
            BlockingQueue<Said<T>> said,
            int expected,
            Map<Integer, Answer<T>> answers,
            Predicate<List<Answer<T>>> enough) {
        String why = "time-out after " + timeout.toSeconds() + " s";
        long end = System.nanoTime() + timeout.toNanos();
        boolean hurries = false;
        try {
            while (answers.size() < expected) {
                Said<T> next = said.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
                if (next == null) {
                    break;
                }
                answers.put(next.place(), next.answer());
                if (!hurries && enough.test(List.copyOf(answers.values()))) {
                    hurries = true;
                    why = "no answer within " + GRACE.toSeconds() + " s of the others";
                    end = Math.min(end, System.nanoTime() + GRACE.toNanos());
                }
            }
            return why;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }

    /** Ends what is running. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
