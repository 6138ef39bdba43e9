package vpnsentinel.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vpnsentinel.settings.Chat;
import vpnsentinel.store.MessageBook;
import vpnsentinel.store.MessageRow;
import vpnsentinel.store.Notes;
import vpnsentinel.store.StoreTrouble;

/**
 * An outbox of rows. The head of each chat's queue is held in memory, and the rest comes from the store as the head gets
 * short; what a store in trouble does not take yet is held here, however much it is.
 */
final class KeptOutbox implements Outbox {
    private static final Logger LOG = LoggerFactory.getLogger(KeptOutbox.class);
    private static final int HEAD = 200;
    /** So many changes that wait for one chat are a flood: they are summed up, and what is urgent overtakes them. */
    private static final int FLOOD = 10;

    private static final String OVERTAKEN = "the client's newer state was told before";

    private static final String MOVED = "chat-moved ";

    private final MessageBook book;
    private final Notes notes;
    private final List<Chat> configured;
    private final Tally tally;
    private final Map<Chat, Deque<QueuedMessage>> lanes = new LinkedHashMap<>();
    /** Of chats whose queue goes on in the store: up to which row it is held here without a gap. */
    private final Map<Chat, Long> frontiers = new HashMap<>();

    /** Of chats with a flood: the clients whose urgent message overtook it, each with that message's number. */
    private final Map<Chat, Map<String, Long>> overtaken = new HashMap<>();

    private final Map<Chat, Chat> moved = new HashMap<>();
    private final Map<Chat, TelegramState.Failing> broken = new LinkedHashMap<>();
    private boolean restored;

    /**
     * @param configured the chats that may get messages; what was kept for others is kept back
     */
    KeptOutbox(MessageBook book, Notes notes, List<Chat> configured, Tally tally) {
        this.book = book;
        this.notes = notes;
        this.configured = List.copyOf(configured);
        this.tally = tally;
    }

    @Override
    public void add(Message message, List<Chat> chats) {
        List<MessageRow> rows = rows(message, chats, Optional.empty());
        take(rows, book.add(rows).await());
    }

    @Override
    public synchronized List<MessageRow> rows(Message message, List<Chat> chats, Optional<Long> transition) {
        String content = MessageFormat.write(message);
        return chats.stream()
                .map(chat -> MessageRow.fresh(
                        book.nextId(), transition, reachedAt(chat).toString(), message.at(), content))
                .toList();
    }

    @Override
    public synchronized void take(List<MessageRow> rows, boolean kept) {
        for (MessageRow row : rows) {
            Chat chat = Chat.parse(row.chat()).orElseThrow();
            Deque<QueuedMessage> lane = lanes.computeIfAbsent(chat, c -> new ArrayDeque<>());
            boolean full = kept && (frontiers.containsKey(chat) || lane.size() >= HEAD);
            if (full) {
                frontiers.computeIfAbsent(chat, c -> lane.getLast().id());
            }
            QueuedMessage message = new QueuedMessage(row);
            if (!full || message.message().urgent()) {
                lane.add(message);
            }
        }
    }

    /** Takes from the store what waits there, where the head of a queue gets short; all queues once, after a start. */
    private void fill(Instant now) {
        try {
            if (!restored) {
                restore(book.chats(), now);
                restored = true;
            }
            for (Chat chat : List.copyOf(frontiers.keySet())) {
                Deque<QueuedMessage> lane = lanes.computeIfAbsent(chat, c -> new ArrayDeque<>());
                if (lane.size() < HEAD / 2) {
                    fill(chat, lane);
                    dropOvertaken(chat, lane, now);
                }
            }
        } catch (StoreTrouble e) {
            LOG.debug("messages are sent from memory alone because={}", e.getMessage());
        }
        lanes.values().removeIf(Deque::isEmpty);
    }

    private void restore(List<String> chats, Instant now) {
        notes.beginning(MOVED)
                .forEach((name, to) -> Chat.parse(name.substring(MOVED.length()))
                        .ifPresent(from -> Chat.parse(to).ifPresent(target -> moved.putIfAbsent(from, target))));
        for (String chat : chats) {
            Optional<Chat> known = Chat.parse(chat).filter(this::isConfigured);
            known.ifPresent(each -> frontiers.putIfAbsent(each, 0L));
            if (known.isEmpty()) {
                LOG.warn("messages for a chat that is not in TELEGRAM_CHAT_ID any more are not sent chat={}", chat);
                book.keptBack(chat, "its chat is not configured any more", now);
            }
        }
    }

    /** Answers go to topics of a configured chat's room that are configured themselves nowhere. */
    private boolean isConfigured(Chat chat) {
        return configured.stream()
                .anyMatch(each -> each.room().equals(chat.room())
                        || reachedAt(each).room().equals(chat.room()));
    }

    private void fill(Chat chat, Deque<QueuedMessage> lane) {
        List<MessageRow> rows = book.waiting(chat.toString(), frontiers.getOrDefault(chat, 0L), HEAD);
        Set<Long> here = new HashSet<>();
        lane.forEach(row -> here.add(row.id()));
        List<QueuedMessage> all = new ArrayList<>(lane);
        rows.stream()
                .filter(row -> !here.contains(row.id()))
                .map(QueuedMessage::new)
                .forEach(all::add);
        all.sort(Comparator.comparingLong(QueuedMessage::id));
        lane.clear();
        lane.addAll(all);
        if (rows.size() < HEAD) {
            frontiers.remove(chat);
        } else {
            frontiers.put(chat, rows.get(rows.size() - 1).id());
        }
    }

    @Override
    public synchronized Optional<OutboxEntry> next(Instant now) {
        if (!restored || !frontiers.isEmpty()) {
            fill(now);
        }
        return lanes.entrySet().stream()
                .filter(lane -> !lane.getValue().getFirst().isDueAfter(now))
                .findFirst()
                .map(lane -> {
                    urgentFirst(lane.getKey(), lane.getValue(), now);
                    return parcel(lane.getKey(), lane.getValue());
                });
    }

    /**
     * Lets an urgent message overtake a flood of others. What waited of the same client would contradict it afterwards, and
     * is not sent any more.
     */
    private void urgentFirst(Chat chat, Deque<QueuedMessage> lane, Instant now) {
        List<QueuedMessage> behind =
                lane.stream().dropWhile(row -> !row.message().urgent()).toList();
        if (behind.isEmpty() || lane.size() - behind.size() < FLOOD) {
            return;
        }
        QueuedMessage urgent = behind.get(0);
        lane.remove(urgent);
        Optional<String> client = urgent.message().brief().map(Brief::client);
        client.ifPresent(
                id -> overtaken.computeIfAbsent(chat, c -> new HashMap<>()).put(id, urgent.id()));
        dropOvertaken(chat, lane, now);
        lane.addFirst(urgent);
    }

    private void dropOvertaken(Chat chat, Deque<QueuedMessage> lane, Instant now) {
        Map<String, Long> newer = overtaken.getOrDefault(chat, Map.of());
        List<Long> dropped = new ArrayList<>();
        lane.removeIf(row -> {
            boolean old = row.message()
                    .brief()
                    .filter(brief -> row.id() < newer.getOrDefault(brief.client(), Long.MIN_VALUE))
                    .isPresent();
            if (old) {
                dropped.add(row.id());
            }
            return old;
        });
        if (!dropped.isEmpty()) {
            book.keptBack(dropped, OVERTAKEN, now);
        }
        if (!frontiers.containsKey(chat)) {
            overtaken.remove(chat); // nothing older comes from the store any more
        }
    }

    private static OutboxEntry parcel(Chat chat, Deque<QueuedMessage> lane) {
        List<QueuedMessage> together = together(lane);
        if (together.size() >= Group.LEAST) {
            Told told = Group.of(
                    together.stream()
                            .flatMap(row -> row.message().brief().stream())
                            .toList(),
                    lane.getFirst().wasTried() ? Group.Cause.NO_WAY : Group.Cause.FLOOD);
            boolean quiet = together.stream().allMatch(row -> row.message().quiet());
            return new OutboxEntry(together.stream().map(QueuedMessage::id).toList(), chat, Html.of(told), quiet);
        }
        QueuedMessage row = lane.getFirst();
        return new OutboxEntry(
                List.of(row.id()), chat, row.text(), row.message().quiet());
    }

    /** What waited together, as far as it may be summed up: because no message got through, or because there are many. */
    private static List<QueuedMessage> together(Deque<QueuedMessage> lane) {
        List<QueuedMessage> alike =
                lane.stream().takeWhile(QueuedMessage::isSummable).toList();
        return lane.getFirst().wasTried() || alike.size() >= FLOOD ? alike : List.of();
    }

    @Override
    public void trying(OutboxEntry parcel, Instant now) {
        book.tried(parcel.rows(), now).await();
    }

    @Override
    public void sent(OutboxEntry parcel, Instant now) {
        leave(parcel);
        book.sent(parcel.rows(), now).await();
    }

    private synchronized void leave(OutboxEntry parcel) {
        parcel.rows().forEach(row -> tally.count(Tally.What.SENT));
        if (broken.remove(parcel.chat()) != null) {
            LOG.info("chat is reached again chat={}", parcel.chat());
        }
        done(parcel);
    }

    /** Takes the parcel's rows off the chat's lane, if its head still is theirs, and lets the other chats go first. */
    private void done(OutboxEntry parcel) {
        Deque<QueuedMessage> lane = lanes.get(parcel.chat());
        if (lane != null && lane.getFirst().id() == parcel.id()) {
            lane.removeIf(row -> parcel.rows().contains(row.id()));
            lanes.remove(parcel.chat());
            if (!lane.isEmpty()) {
                lanes.put(parcel.chat(), lane);
            }
        }
    }

    @Override
    public synchronized void failed(OutboxEntry parcel, TelegramFailure failure, Instant now) {
        Deque<QueuedMessage> lane = lanes.get(parcel.chat());
        if (lane == null || lane.getFirst().id() != parcel.id()) {
            return; // moved while it was on its way
        }
        QueuedMessage row = lane.getFirst();
        row.failed();
        Message message = row.message();
        Remedy remedy = message.answer()
                ? Remedy.ofAnswer(
                        failure, parcel.chat(), row.attempts(), row.isPlain(), Duration.between(message.at(), now))
                : Remedy.of(failure, parcel.chat(), row.attempts(), row.isPlain());
        if (remedy instanceof Remedy.Again again) {
            row.dueAt(now.plus(again.in()));
            tally.count(Tally.What.RETRIED);
            LOG.debug("message waits chat={} code={} in={}", parcel.chat(), failure.code(), again.in());
            book.failed(parcel.rows(), row.attempts(), row.isPlain(), row.due());
        } else if (remedy instanceof Remedy.Moved to) {
            move(parcel.chat(), to.to(), now);
        } else if (remedy instanceof Remedy.Plain) {
            row.inPlainWords();
            LOG.warn("message goes out in plain words chat={} because={}", parcel.chat(), failure.description());
            book.failed(parcel.rows(), row.attempts(), true, now);
        } else if (remedy instanceof Remedy.ToRoom room) {
            lane.removeFirst();
            lanes.computeIfAbsent(room.room(), c -> new ArrayDeque<>()).add(row);
            lanes.values().removeIf(Deque::isEmpty);
            book.moved(row.id(), room.room().toString());
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
        book.keptBack(parcel.rows(), "refused: " + failure.description(), now);
    }

    @Override
    public synchronized void moved(Chat from, Chat to, Instant now) {
        if (!from.equals(to) && !to.equals(moved.get(from))) {
            move(from, to, now);
        }
    }

    private void move(Chat from, Chat to, Instant now) {
        LOG.warn("chat has another number now, change TELEGRAM_CHAT_ID from={} to={}", from, to);
        moved.replaceAll((old, target) -> target.equals(from) ? to : target);
        moved.put(from, to);
        Deque<QueuedMessage> rows = lanes.remove(from);
        if (rows != null) {
            lanes.merge(to, rows, (there, here) -> {
                there.addAll(here);
                return there;
            });
        }
        book.moved(from.toString(), to.toString());
        moved.forEach((old, target) -> notes.put(MOVED + old, target.toString(), now));
        Long frontier = frontiers.remove(from);
        if (frontier != null) {
            frontiers.merge(to, frontier, Math::min);
        }
    }

    @Override
    public synchronized Chat reachedAt(Chat chat) {
        return moved.getOrDefault(chat, chat);
    }

    @Override
    public synchronized int waiting() {
        int here = lanes.values().stream().mapToInt(Deque::size).sum();
        if (frontiers.isEmpty()) {
            return here;
        }
        try {
            return Math.max(here, book.count());
        } catch (StoreTrouble e) {
            return here;
        }
    }

    @Override
    public synchronized Map<Chat, TelegramState.Failing> broken() {
        return Map.copyOf(broken);
    }
}
