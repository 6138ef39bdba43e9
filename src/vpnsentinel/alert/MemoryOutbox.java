package vpnsentinel.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vpnsentinel.settings.Chat;

/**
 * An outbox of bounded size that lives as long as the server. When it is full, the oldest message gives way; an urgent one
 * only when all are.
 */
final class MemoryOutbox implements Outbox {
    private static final Logger LOG = LoggerFactory.getLogger(MemoryOutbox.class);

    private static final class Queued {
        private final long id;
        private final Message message;
        private Instant due = Instant.MIN;
        private int attempts;
        private boolean plain;

        Queued(long id, Message message) {
            this.id = id;
            this.message = message;
        }
    }

    private final int capacity;
    private final Tally tally;
    private final Map<Chat, Deque<Queued>> lanes = new LinkedHashMap<>();
    private final Map<Chat, Chat> moved = new HashMap<>();
    private final Map<Chat, TelegramState.Failing> broken = new LinkedHashMap<>();
    private long lastId;
    private boolean full;

    /**
     * @param capacity most messages on their way, all chats together
     */
    public MemoryOutbox(int capacity, Tally tally) {
        this.capacity = capacity;
        this.tally = tally;
    }

    @Override
    public synchronized void add(Message message, List<Chat> chats) {
        for (Chat chat : chats) {
            lanes.computeIfAbsent(reachedAt(chat), c -> new ArrayDeque<>()).add(new Queued(++lastId, message));
            if (waiting() > capacity) {
                dropOne();
            }
        }
    }

    private void dropOne() {
        Queued least = lanes.values().stream()
                .flatMap(Deque::stream)
                .min(Comparator.comparing((Queued row) -> row.message.urgent()).thenComparingLong(row -> row.id))
                .orElseThrow();
        lanes.values().forEach(lane -> lane.remove(least));
        lanes.values().removeIf(Deque::isEmpty);
        tally.count(Tally.What.DROPPED);
        if (!full) {
            full = true;
            LOG.warn("outbox is full, the oldest messages give way capacity={}", capacity);
        }
    }

    @Override
    public synchronized Optional<OutboxEntry> next(Instant now) {
        return lanes.entrySet().stream()
                .filter(lane -> !lane.getValue().getFirst().due.isAfter(now))
                .findFirst()
                .map(lane -> parcel(lane.getKey(), lane.getValue()));
    }

    private static OutboxEntry parcel(Chat chat, Deque<Queued> lane) {
        List<Queued> together = together(lane);
        if (together.size() >= Group.LEAST) {
            Told told = Group.of(together.stream()
                    .flatMap(row -> row.message.brief().stream())
                    .toList());
            boolean quiet = together.stream().allMatch(row -> row.message.quiet());
            return new OutboxEntry(together.stream().map(row -> row.id).toList(), chat, Html.of(told), quiet);
        }
        Queued row = lane.getFirst();
        String text = row.plain ? row.message.plain() : row.message.html();
        return new OutboxEntry(List.of(row.id), chat, text, row.message.quiet());
    }

    /** What waited together because no message got through, as far as it may be summed up; none where nothing waited. */
    private static List<Queued> together(Deque<Queued> lane) {
        return lane.getFirst().attempts == 0
                ? List.of()
                : lane.stream()
                        .takeWhile(row -> row.message.isSummable() && !row.plain)
                        .toList();
    }

    @Override
    public synchronized void sent(OutboxEntry parcel) {
        parcel.rows().forEach(row -> tally.count(Tally.What.SENT));
        full = false;
        if (broken.remove(parcel.chat()) != null) {
            LOG.info("chat is reached again chat={}", parcel.chat());
        }
        done(parcel);
    }

    /** Takes the parcel's rows off the chat's lane, if its head still is theirs, and lets the other chats go first. */
    private void done(OutboxEntry parcel) {
        Deque<Queued> lane = lanes.get(parcel.chat());
        if (lane != null && lane.getFirst().id == parcel.id()) {
            lane.removeIf(row -> parcel.rows().contains(row.id));
            lanes.remove(parcel.chat());
            if (!lane.isEmpty()) {
                lanes.put(parcel.chat(), lane);
            }
        }
    }

    @Override
    public synchronized void failed(OutboxEntry parcel, TelegramFailure failure, Instant now) {
        Deque<Queued> lane = lanes.get(parcel.chat());
        if (lane == null || lane.getFirst().id != parcel.id()) {
            return; // gave way while it was on its way
        }
        Queued row = lane.getFirst();
        row.attempts++;
        Remedy remedy = row.message.answer()
                ? Remedy.ofAnswer(
                        failure, parcel.chat(), row.attempts, row.plain, Duration.between(row.message.at(), now))
                : Remedy.of(failure, parcel.chat(), row.attempts, row.plain);
        if (remedy instanceof Remedy.Again again) {
            row.due = now.plus(again.in());
            tally.count(Tally.What.RETRIED);
            LOG.debug("message waits chat={} code={} in={}", parcel.chat(), failure.code(), again.in());
        } else if (remedy instanceof Remedy.Moved to) {
            move(parcel.chat(), to.to());
        } else if (remedy instanceof Remedy.Plain) {
            row.plain = true;
            LOG.warn("message goes out in plain words chat={} because={}", parcel.chat(), failure.description());
        } else if (remedy instanceof Remedy.ToRoom room) {
            lane.removeFirst();
            lanes.computeIfAbsent(room.room(), c -> new ArrayDeque<>()).add(row);
            lanes.values().removeIf(Deque::isEmpty);
        } else {
            giveUp(parcel, failure, remedy, now);
        }
    }

    /** An answer that nobody waits for any more says nothing of the chat; whatever else is given up is seen on the pages. */
    private void giveUp(OutboxEntry parcel, TelegramFailure failure, Remedy remedy, Instant now) {
        parcel.rows().forEach(row -> tally.count(Tally.What.REFUSED));
        String what = remedy instanceof Remedy.Over ? "a message was refused: " : "";
        TelegramState.Failing failing =
                new TelegramState.Failing(now, "chat " + parcel.chat() + ": " + what + failure.description());
        if (remedy instanceof Remedy.TooLate) {
            LOG.warn("answer is given up chat={} because={}", parcel.chat(), failure.description());
        } else if (broken.putIfAbsent(parcel.chat(), failing) == null || remedy instanceof Remedy.Over) {
            LOG.warn("message is given up chat={} because={}", parcel.chat(), failure.description());
        }
        done(parcel);
    }

    @Override
    public synchronized void moved(Chat from, Chat to) {
        if (!from.equals(to) && !to.equals(moved.get(from))) {
            move(from, to);
        }
    }

    private void move(Chat from, Chat to) {
        LOG.warn("chat has another number now, change TELEGRAM_CHAT_ID from={} to={}", from, to);
        moved.replaceAll((old, target) -> target.equals(from) ? to : target);
        moved.put(from, to);
        Deque<Queued> rows = lanes.remove(from);
        if (rows != null) {
            lanes.merge(to, rows, (there, here) -> {
                there.addAll(here);
                return there;
            });
        }
    }

    @Override
    public synchronized Chat reachedAt(Chat chat) {
        return moved.getOrDefault(chat, chat);
    }

    @Override
    public synchronized int waiting() {
        return lanes.values().stream().mapToInt(Deque::size).sum();
    }

    @Override
    public synchronized Map<Chat, TelegramState.Failing> broken() {
        return Map.copyOf(broken);
    }
}
