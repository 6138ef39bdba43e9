package vpnsentinel.alert;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Watches every call to the Bot API and knows whether it works, by the last answer to each method. Thread-safe. */
final class TelegramWatch {
    private static final Logger LOG = LoggerFactory.getLogger(TelegramWatch.class);
    /** Refusals of one message or one chat, from an API that works. */
    private static final Set<Integer> WELL = Set.of(400, 403, 413, 429);

    /** A failure that was not seen again for so long, while other calls are answered, is over. */
    private static final Duration OVER = Duration.ofMinutes(10);

    private record Trouble(TelegramState.Failing failing, Instant last) {}

    private final boolean on;
    private final InstantSource clock;
    private final Map<String, Trouble> failing = new HashMap<>();
    private Instant since;
    private boolean reached;
    private boolean closed;

    /**
     * @param on whether Telegram is used at all
     */
    public TelegramWatch(boolean on, InstantSource clock) {
        this.on = on;
        this.clock = clock;
        this.since = clock.instant();
    }

    synchronized void answered(String method) {
        Instant old = clock.instant().minus(OVER);
        boolean mended = failing.entrySet()
                        .removeIf(f ->
                                f.getKey().equals(method) || f.getValue().last().isBefore(old))
                && failing.isEmpty();
        if (mended || !reached) {
            reached = true;
            since = clock.instant();
            LOG.info("Telegram works");
        }
    }

    /** Stops watching: what fails from now on fails because the server stops. */
    public synchronized void close() {
        closed = true;
    }

    synchronized void failed(String method, TelegramFailure failure) {
        if (closed) {
            return;
        }
        if (WELL.contains(failure.code())) {
            answered(method);
            return;
        }
        String because = method + ": " + failure.description();
        if (failing.isEmpty()) {
            LOG.warn("Telegram fails, messages wait: {}", because);
        }
        Instant now = clock.instant();
        failing.merge(
                method,
                new Trouble(new TelegramState.Failing(now, because), now),
                (first, latest) ->
                        new Trouble(new TelegramState.Failing(first.failing().since(), because), now));
    }

    /**
     * Whether messages reach people.
     *
     * @param broken the chats that nothing reaches
     */
    public synchronized TelegramState state(Collection<TelegramState.Failing> broken) {
        if (!on) {
            return new TelegramState.Off();
        }
        Optional<TelegramState> worst = Stream.concat(failing.values().stream().map(Trouble::failing), broken.stream())
                .min(Comparator.comparing(TelegramState.Failing::since))
                .map(f -> f);
        return worst.orElseGet(
                () -> reached ? new TelegramState.Working(since) : new TelegramState.Failing(since, "not reached yet"));
    }
}
