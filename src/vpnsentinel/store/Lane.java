package vpnsentinel.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread that writes, with one connection: takes what has been handed in by now, does it in one transaction, and tells
 * those who wait once that is on the disk. After any failure the connection is thrown away: one of SQLite would go on
 * without transactions. What fails for the store's sake is tried again until it is done.
 */
final class Lane {
    private static final Logger LOG = LoggerFactory.getLogger(Store.class);
    private static final int MOST = 200;
    private static final long IDLE_MS = 1_000;
    private static final long FIRST_PAUSE_MS = 200;
    private static final long LONGEST_PAUSE_MS = 5_000;
    private static final long CLOSE_MS = 2_500;

    private final Engine engine;
    private final Health health;
    private final Executor tellers;
    private final BlockingQueue<Task<?>> queue = new LinkedBlockingQueue<>();
    private final Task<Boolean> end = new Task<>(transaction -> true, Optional.empty());
    private final Thread thread;
    private volatile boolean closing;
    private @Nullable Connection connection;

    /** One piece of work and who waits for it: a question is answered at once or not at all. */
    private static final class Task<T> {
        private final Store.Work<T> work;
        private final Optional<Written> written;
        private final CompletableFuture<T> answer = new CompletableFuture<>();
        private Optional<T> result = Optional.empty();

        Task(Store.Work<T> work, Optional<Written> written) {
            this.work = work;
            this.written = written;
        }

        boolean isQuestion() {
            return written.isEmpty();
        }

        void run(Connection transaction) throws SQLException {
            result = Optional.ofNullable(work.in(transaction));
        }

        void done() {
            written.ifPresent(Written::done);
            result.ifPresent(answer::complete);
        }

        void failed(Exception cause) {
            written.ifPresent(each -> each.failed(cause));
            answer.completeExceptionally(cause);
        }
    }

    Lane(String name, Engine engine, Health health, Executor tellers) {
        this.engine = engine;
        this.health = health;
        this.tellers = tellers;
        this.thread = new Thread(this::run, name);
        thread.setDaemon(true);
        thread.start();
    }

    Written write(Store.Work<?> work) {
        Written written = Written.pending();
        queue.add(new Task<>(work, Optional.of(written)));
        if (health.isTroubled()) {
            written.delayed();
        }
        return written;
    }

    <T> CompletableFuture<T> ask(Store.Work<T> question) {
        Task<T> task = new Task<>(question, Optional.empty());
        if (health.isTroubled()) {
            task.failed(new StoreTrouble(health.trouble()));
        } else {
            queue.add(task);
        }
        return task.answer;
    }

    int waiting() {
        return queue.size();
    }

    private void run() {
        List<Task<?>> batch = new ArrayList<>(MOST);
        while (!(closing && queue.isEmpty())) {
            try {
                Task<?> first = queue.poll(IDLE_MS, TimeUnit.MILLISECONDS);
                if (first == null) {
                    lookAfter();
                } else {
                    batch.add(first);
                    queue.drainTo(batch, MOST - 1);
                    batch.remove(end);
                    if (!batch.isEmpty()) {
                        process(batch);
                    }
                    batch.clear();
                }
            } catch (InterruptedException e) {
                // the close is in a hurry
            }
        }
        discard();
    }

    /** Nothing is to be done: a good time to see whether the store is still there. */
    private void lookAfter() {
        @Nullable Connection idle = connection;
        if (idle == null || !engine.isWell(idle)) {
            discard();
            if (!engine.pools() || health.isTroubled()) {
                answers();
            }
        }
    }

    private void process(List<Task<?>> batch) throws InterruptedException {
        @Nullable Connection idle = connection;
        if (idle != null && !engine.isWell(idle)) {
            discard();
        }
        try {
            commit(batch);
        } catch (SQLException | RuntimeException e) {
            discard();
            for (Task<?> each : batch) {
                alone(each);
            }
        }
    }

    private void commit(List<Task<?>> batch) throws SQLException {
        Connection transaction = connection();
        for (Task<?> each : batch) {
            each.run(transaction);
        }
        transaction.commit();
        if (engine.pools()) {
            discard();
        }
        health.works();
        List<Task<?>> done = List.copyOf(batch);
        tellers.execute(() -> done.forEach(Task::done));
    }

    /** Does what failed together with other work, by itself, until it is done or turns out to be at fault itself. */
    private void alone(Task<?> task) throws InterruptedException {
        long pause = FIRST_PAUSE_MS;
        for (int attempt = 1; ; attempt++) {
            try {
                commit(List.of(task));
                return;
            } catch (SQLException | RuntimeException e) {
                discard();
                if (attempt > 1 && engine.isByWork(e) && answers()) {
                    LOG.error("the store refuses what is to be kept", e);
                    task.failed(e);
                    return;
                }
                if (attempt > 1 || task.isQuestion()) {
                    trouble(e);
                }
                if (task.isQuestion()) {
                    task.failed(new StoreTrouble(engine.words(e)));
                    return;
                }
                if (closing && attempt > 1) {
                    LOG.warn("a change is not kept, the store does not take it");
                    task.failed(e);
                    return;
                }
                if (attempt > 1) {
                    task.written.ifPresent(Written::delayed);
                }
            }
            Thread.sleep(attempt == 1 ? 1 : pause);
            pause = Math.min(LONGEST_PAUSE_MS, attempt == 1 ? pause : pause * 2);
        }
    }

    /** Nobody waits for a store in trouble: questions fail, and whoever handed work in goes on without it. */
    private void trouble(Exception cause) {
        health.fails(engine.words(cause));
        List<Task<?>> waiting = new ArrayList<>(queue);
        for (Task<?> each : waiting) {
            if (!each.isQuestion()) {
                each.written.ifPresent(Written::delayed);
            } else if (queue.remove(each)) {
                each.failed(new StoreTrouble(health.trouble()));
            }
        }
    }

    /** Whether the store takes anything at all. */
    private boolean answers() {
        try {
            Connection transaction = connection();
            Notes.touch(transaction);
            transaction.commit();
            if (engine.pools()) {
                discard();
            }
            health.works();
            return true;
        } catch (SQLException | RuntimeException e) {
            discard();
            trouble(e);
            return false;
        }
    }

    private Connection connection() throws SQLException {
        @Nullable Connection open = connection;
        if (open == null) {
            open = engine.open();
            connection = open;
        }
        return open;
    }

    private void discard() {
        @Nullable Connection last = connection;
        connection = null;
        if (last != null) {
            try {
                if (engine.pools()) {
                    last.rollback(); // nothing is left to undo after a commit
                }
                last.close();
            } catch (SQLException e) {
                LOG.debug("a connection to the store is thrown away", e);
            }
        }
    }

    /** Takes no more work than what has been handed in by now. */
    void end() {
        closing = true;
        queue.add(end);
    }

    /** Waits for the end, not for long. */
    void close() {
        try {
            thread.join(CLOSE_MS);
            if (thread.isAlive()) {
                thread.interrupt();
                thread.join(CLOSE_MS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        queue.remove(end);
        if (!queue.isEmpty()) {
            LOG.warn("the store did not take all that was to be kept changes={}", queue.size());
        }
    }
}
