package vpnsentinel.alert;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches every call to the Bot API and knows what works, by the last answer to each method: whether messages go out, and
 * whether commands come in, which is another matter. Thread-safe.
 */
final class TelegramWatch {
    private static final Logger LOG = LoggerFactory.getLogger(TelegramWatch.class);
    /** Refusals of one message or one chat, from an API that works. */
    private static final Set<Integer> WELL = Set.of(400, 403, 413, 429);
    /** What says the same of messages: whoever may ask for the bot's name may send. */
    private static final Set<String> SENDING = Set.of("sendMessage", "getMe");

    private static final Set<Integer> TOKEN = Set.of(401, 404);

    /** A failure that was not seen again for so long, while other calls are answered, is over. */
    private static final Duration OVER = Duration.ofMinutes(10);

    /**
     * A method that fails.
     *
     * @param failing since when, and why
     * @param last when it last did
     * @param refused whether an API that works refused it: nothing is known of others by that
     */
    private record Trouble(TelegramState.Failing failing, Instant last, boolean refused) {}

    private final boolean on;
    private final InstantSource clock;
    private final Map<String, Trouble> failing = new HashMap<>();
    private Instant since;
    private Instant sendingProven = Instant.MIN;
    private boolean reached;
    private boolean closed;
    private Optional<Class<?>> told = Optional.empty();

    /**
     * @param on whether Telegram is used at all
     */
    public TelegramWatch(boolean on, InstantSource clock) {
        this.on = on;
        this.clock = clock;
        this.since = clock.instant();
    }

    synchronized void answered(String method) {
        Instant now = clock.instant();
        boolean wasFailing = !failing.isEmpty();
        failing.values().removeIf(trouble -> trouble.last().isBefore(now.minus(OVER)));
        failing.remove(method);
        failing.remove("getMe"); // with the token accepted, it would be answered as well
        if (SENDING.contains(method)) {
            sendingProven = now;
        }
        if (!reached || (wasFailing && failing.isEmpty())) {
            since = now;
        }
        reached = true;
        tell();
    }

    /** Stops watching: what fails from now on fails because the server stops. */
    public synchronized void close() {
        closed = true;
    }

    synchronized void failed(String method, TelegramFailure failure) {
        if (closed) {
            return;
        }
        boolean sends = SENDING.contains(method);
        if (sends && WELL.contains(failure.code())) {
            answered(method);
            return;
        }
        Instant now = clock.instant();
        boolean refused = failure.code() / 100 == 4 && !TOKEN.contains(failure.code());
        reached |= refused;
        Instant first = Optional.ofNullable(failing.get(method))
                .map(trouble -> trouble.failing().since())
                .orElse(now);
        TelegramState.Failing because = new TelegramState.Failing(first, method + ": " + failure.description());
        failing.put(method, new Trouble(because, now, refused && !sends));
        tell();
    }

    /** Says once what is another state than before. */
    private void tell() {
        TelegramState now = state(List.of());
        if (told.isPresent() && told.get() == now.getClass()) {
            return;
        }
        boolean first = told.isEmpty();
        told = Optional.of(now.getClass());
        if (now instanceof TelegramState.Working) {
            LOG.info("Telegram works");
        } else if (now instanceof TelegramState.Deaf deaf) {
            LOG.warn("Telegram takes messages, but commands cannot be read: {}", deaf.because());
        } else if (now instanceof TelegramState.Failing failed && !(first && failing.isEmpty())) {
            LOG.warn("Telegram fails, messages wait: {}", failed.because());
        }
    }

    /** Whether a failure of another call says that messages do not go out either. */
    private boolean stopsMessages(Map.Entry<String, Trouble> each) {
        Trouble trouble = each.getValue();
        return SENDING.contains(each.getKey())
                || !(trouble.refused()
                        || sendingProven.isAfter(trouble.failing().since()));
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
        Optional<TelegramState.Failing> worst = Stream.concat(
                        failing.entrySet().stream()
                                .filter(this::stopsMessages)
                                .map(each -> each.getValue().failing()),
                        broken.stream())
                .min(Comparator.comparing(TelegramState.Failing::since));
        if (worst.isPresent()) {
            return worst.get();
        }
        Optional<TelegramState.Failing> deaf =
                failing.values().stream().map(Trouble::failing).min(Comparator.comparing(TelegramState.Failing::since));
        if (deaf.isPresent()) {
            return new TelegramState.Deaf(deaf.get().since(), deaf.get().because());
        }
        return reached ? new TelegramState.Working(since) : new TelegramState.Failing(since, "not reached yet");
    }
}
