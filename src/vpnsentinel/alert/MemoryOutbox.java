package vpnsentinel.alert;

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
                .map(lane -> parcel(lane.getKey(), lane.getValue().getFirst()));
    }

    private static OutboxEntry parcel(Chat chat, Queued row) {
        return new OutboxEntry(row.id, chat, row.plain ? row.message.plain() : row.message.html(), row.message.quiet());
    }

    @Override
    public synchronized void sent(OutboxEntry parcel) {
        tally.count(Tally.What.SENT);
        full = false;
        if (broken.remove(parcel.chat()) != null) {
            LOG.info("chat is reached again chat={}", parcel.chat());
        }
        done(parcel);
    }

    /** Takes the head of the chat's lane off, if it still is this one, and lets the other chats go first. */
    private void done(OutboxEntry parcel) {
        Deque<Queued> lane = lanes.get(parcel.chat());
        if (lane != null && lane.getFirst().id == parcel.id()) {
            lane.removeFirst();
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
        Remedy remedy = Remedy.of(failure, parcel.chat(), row.attempts, row.plain);
        if (remedy instanceof Remedy.Again again) {
            row.due = now.plus(again.in());
            tally.count(Tally.What.RETRIED);
            LOG.debug("message waits chat={} code={} in={}", parcel.chat(), failure.code(), again.in());
        } else if (remedy instanceof Remedy.Moved to) {
            move(parcel.chat(), to.to());
        } else if (remedy instanceof Remedy.Plain) {
            row.plain = true;
            LOG.warn("message goes out in plain words chat={} because={}", parcel.chat(), failure.description());
        } else {
            giveUp(parcel, failure, remedy instanceof Remedy.ChatBroken, now);
        }
    }

    private void giveUp(OutboxEntry parcel, TelegramFailure failure, boolean chatBroken, Instant now) {
        tally.count(Tally.What.REFUSED);
        TelegramState.Failing failing =
                new TelegramState.Failing(now, "chat " + parcel.chat() + ": " + failure.description());
        if (!chatBroken || broken.putIfAbsent(parcel.chat(), failing) == null) {
            LOG.warn("message is given up chat={} because={}", parcel.chat(), failure.description());
        }
        done(parcel);
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
