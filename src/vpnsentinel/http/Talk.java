package vpnsentinel.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.util.AttributeKey;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import vpnsentinel.network.Address;

/** What a listener knows of one open connection: whose it is, and for what it waits. Written by its event loop, read by all. */
final class Talk {
    private static final AttributeKey<Talk> KEY = AttributeKey.valueOf(Talk.class, "talk");

    /** For what a connection waits. */
    enum Phase {
        /** For a whole request head. */
        HEAD,
        /** For the rest of a body. */
        BODY,
        /** For an answer that is being made. */
        ANSWER,
        /** For its peer to read an answer. */
        READER
    }

    /** Who has left an answer unread for so long is slow. */
    private static final long SLOW_NS = 1_000_000_000L;

    /** So long an answer may be on its way even if its peer reads some of it now and then, in times of a pause. */
    private static final int PAUSES = 6;

    private final Channel channel;
    private final Address peer;
    private final boolean proxy;
    private volatile Phase phase = Phase.HEAD;
    private volatile long since = System.nanoTime();
    private volatile boolean known;
    private volatile boolean last;
    private volatile long unread;
    private volatile boolean pushy;
    private List<Runnable> atEnd = List.of();
    private int refusals;
    private long unreadBefore;
    private long readAt;

    /**
     * A connection that has just been accepted.
     *
     * @param proxy whether its peer speaks for others, who are not told apart here
     */
    Talk(Channel channel, Address peer, boolean proxy) {
        this.channel = channel;
        this.peer = peer;
        this.proxy = proxy;
        this.known = proxy;
        channel.attr(KEY).set(this);
    }

    /** The talk over this channel. */
    static Talk of(Channel channel) {
        return channel.attr(KEY).get();
    }

    /** The talk over which this request came. */
    static Talk of(HttpServerRequest request) {
        return of(((ConnectionBase) request.connection()).channel());
    }

    Address peer() {
        return peer;
    }

    /** Whether its peer has shown that it is no stranger. */
    boolean isKnown() {
        return known;
    }

    void knows() {
        known = true;
    }

    /** Its next answer is the last one. */
    void last() {
        last = true;
    }

    boolean isLast() {
        return last;
    }

    /** Its peer asks more than it waits for answers. */
    void pushes() {
        pushy = true;
    }

    /** Whether its peer has shown that it is no honest stranger: such a one gives way first. */
    boolean isPushy() {
        return pushy || (phase == Phase.READER && System.nanoTime() - since > SLOW_NS);
    }

    /** One more refusal; a stranger who only gets these is not listened to for long. */
    void refused(int few) {
        if (!proxy && !known) {
            pushy = true;
            last = last || ++refusals >= few;
        }
    }

    void now(Phase next) {
        since = System.nanoTime();
        phase = next;
    }

    /** Whether its peer waits for nothing from here. */
    boolean isIdle() {
        return phase == Phase.HEAD;
    }

    /** So many bytes of an answer wait to be read. */
    void unread(long bytes) {
        unread = bytes;
    }

    long unread() {
        return unread;
    }

    long since() {
        return since;
    }

    /** Has this done when the request in hand is answered, or its peer gone. To be called on its event loop. */
    void whenAnswered(Runnable work) {
        List<Runnable> more = new ArrayList<>(atEnd);
        more.add(work);
        atEnd = more;
    }

    /** The request in hand is answered, or its peer gone. */
    void answered() {
        List<Runnable> due = atEnd;
        atEnd = List.of();
        due.forEach(Runnable::run);
    }

    /** Whether it waits for longer than the limits allow. To be called by one thread. */
    boolean isOverdue(Limits limits, long now) {
        long waits = now - since;
        return switch (phase) {
            case HEAD -> waits > limits.quiet().toNanos();
            case BODY -> waits > limits.slowestBody().toNanos();
            case ANSWER -> waits > limits.longestAnswer().toNanos();
            case READER -> isUnread(limits.slowestReader(), waits, now);
        };
    }

    private boolean isUnread(Duration pause, long waits, long now) {
        ChannelOutboundBuffer out = channel.unsafe().outboundBuffer();
        long left = out == null ? 0 : out.totalPendingWriteBytes();
        if (left != unreadBefore || readAt - since < 0) {
            unreadBefore = left;
            readAt = now;
        }
        return now - readAt > pause.toNanos()
                || waits > pause.multipliedBy(PAUSES).toNanos();
    }

    /** Ends the connection now, whatever still waits to be read: the engine's own way would wait for that. */
    void close() {
        ChannelHandlerContext first = channel.pipeline().firstContext();
        if (channel.isRegistered() && first != null) {
            first.close();
        } else {
            channel.unsafe().closeForcibly();
        }
    }

    /** Ends the connection as soon as nobody waits for an answer from here. */
    void end() {
        last = true;
        channel.eventLoop().execute(() -> {
            if (isIdle()) {
                channel.close();
            }
        });
    }
}
