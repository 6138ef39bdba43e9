package vpnsentinel.http;

import io.netty.channel.Channel;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import vpnsentinel.network.Address;
import vpnsentinel.network.Prefix;

/**
 * The open connections of one listener, counted from the moment when they are accepted. There are no more than so many, of
 * strangers from one source far fewer, and none that waits for its peer for too long. Where there is no more room, the
 * oldest that never showed a key gives way to the new one. One look over all of them now and then is cheaper than a timer
 * for each request. Thread-safe.
 */
final class Connections {
    /** Answers up to this size are not worth counting. */
    private static final int SMALL = 4096;
    /** How many links' worth of connections a whole IPv6 site may have. */
    private static final int LINKS_OF_A_SITE = 4;

    private final Limits limits;
    private final List<Prefix> proxies;
    private final Complaints complaints;
    private final Map<Talk, Boolean> open = new ConcurrentHashMap<>();
    private final Map<Object, Set<Talk>> strangers = new HashMap<>();
    private final Set<Talk> oldestFirst = new LinkedHashSet<>();
    private final AtomicLong unread = new AtomicLong();
    private volatile boolean ending;

    /**
     * None yet.
     *
     * @param proxies peers that speak for others
     */
    Connections(Limits limits, List<Prefix> proxies, Complaints complaints) {
        this.limits = limits;
        this.proxies = List.copyOf(proxies);
        this.complaints = complaints;
    }

    /** Takes a new connection; empty when there is no room for it. */
    Optional<Talk> accept(Channel channel) {
        if (ending || !(channel.remoteAddress() instanceof InetSocketAddress from)) {
            return Optional.empty(); // too late, or gone already
        }
        Address peer = Address.of(from.getAddress());
        Talk talk = new Talk(channel, peer, peer.isIn(proxies));
        Optional<Talk> gone = Optional.empty();
        synchronized (strangers) {
            if (!talk.isKnown()) {
                gone = whoGoesFor(peer);
                gone.ifPresent(this::forget);
            }
            if (open.size() >= limits.connections() && gone.isEmpty()) {
                gone = firstToGo(oldestFirst);
                if (gone.isEmpty()) {
                    return Optional.empty();
                }
                forget(gone.get());
            }
            if (!talk.isKnown()) {
                oldestFirst.add(talk);
                sources(peer)
                        .forEach(source -> strangers
                                .computeIfAbsent(source, ignored -> new LinkedHashSet<>())
                                .add(talk));
            }
            open.put(talk, true);
        }
        gone.ifPresent(Talk::close);
        channel.closeFuture().addListener(closed -> remove(talk));
        return Optional.of(talk);
    }

    /** The connection that has to go before this source can have one more. */
    private Optional<Talk> whoGoesFor(Address peer) {
        int most = limits.perSource();
        for (Object source : sources(peer)) {
            Set<Talk> there = strangers.getOrDefault(source, Set.of());
            if (there.size() >= most) {
                return firstToGo(there);
            }
            most *= LINKS_OF_A_SITE;
        }
        return Optional.empty();
    }

    /** The oldest, those first that show no good will. */
    private static Optional<Talk> firstToGo(Set<Talk> oldestFirst) {
        return oldestFirst.stream()
                .filter(Talk::isPushy)
                .findFirst()
                .or(() -> oldestFirst.stream().findFirst());
    }

    private static List<Object> sources(Address peer) {
        return peer.isV4() ? List.of(peer) : List.of(peer.ofLine(), peer.block());
    }

    /** The peer has shown a key, so that its connection is no longer among those that give way. */
    void known(Talk talk) {
        talk.knows();
        synchronized (strangers) {
            unlist(talk);
        }
    }

    private void remove(Talk talk) {
        synchronized (strangers) {
            forget(talk);
        }
    }

    private void forget(Talk talk) {
        open.remove(talk);
        unlist(talk);
        if (open.isEmpty()) {
            strangers.notifyAll();
        }
    }

    private void unlist(Talk talk) {
        if (oldestFirst.remove(talk)) {
            for (Object source : sources(talk.peer())) {
                strangers.computeIfPresent(source, (ignored, there) -> {
                    there.remove(talk);
                    return there.isEmpty() ? null : there;
                });
            }
        }
    }

    /** So many bytes of an answer wait to be read; where it is too much together, who has waited longest goes. */
    void unread(Talk talk, long bytes) {
        long counted = bytes > SMALL ? bytes : 0;
        long before = talk.unread();
        if (counted != before) {
            talk.unread(counted);
            if (unread.addAndGet(counted - before) > limits.unreadBytes() && counted > before) {
                longestUnread().ifPresent(Talk::close);
            }
        }
    }

    private Optional<Talk> longestUnread() {
        long now = System.nanoTime();
        return open.keySet().stream()
                .filter(talk -> talk.unread() > 0)
                .max((one, other) -> Long.compare(now - one.since(), now - other.since()));
    }

    /** What came cannot be read. */
    void unreadable(Address from, Throwable cause) {
        complaints.unreadable(from, cause);
    }

    /** Closes the connections that keep others waiting for too long. To be called by one thread. */
    void closeOverdue() {
        long now = System.nanoTime();
        open.keySet().stream().filter(talk -> talk.isOverdue(limits, now)).forEach(Talk::close);
    }

    /** Ends each connection after the answer that it waits for, or at once; takes no more. */
    void end() {
        ending = true;
        open.keySet().forEach(Talk::last); // of all, before the first one goes
        open.keySet().forEach(Talk::end);
    }

    int size() {
        return open.size();
    }

    /** Waits until none is left, or until that moment of {@link System#nanoTime}. */
    void awaitEmpty(long end) {
        synchronized (strangers) {
            long left = end - System.nanoTime();
            while (!open.isEmpty() && left > 0) {
                try {
                    TimeUnit.NANOSECONDS.timedWait(strangers, left);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return;
                }
                left = end - System.nanoTime();
            }
        }
    }
}
