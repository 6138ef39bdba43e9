package vpnsentinel.http;

import io.netty.buffer.ByteBufHolder;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;

/**
 * One request at a time on a connection: the next is handed on when the answer to the one before has left, and as long as
 * one waits, nothing more is read. So a peer that asks and does not read fills no memory but its own. What is no HTTP in the
 * middle of a body is answered here, since nobody behind could.
 */
final class Turns extends ChannelDuplexHandler {
    /** Requests that may wait behind the one in hand; whoever sends more at once does not want answers. */
    private static final int MOST_WAITING = 32;

    /** So long a peer that is still sending may read the answer before the connection is closed. */
    private static final long LINGER_MS = 1_000;

    private final Talk talk;
    private final Connections connections;
    private final ArrayDeque<Object> waiting = new ArrayDeque<>(0);
    private int heads;
    private boolean inHand;
    private boolean whole;
    private boolean answered;
    private boolean over;
    private long unread;

    Turns(Talk talk, Connections connections) {
        this.talk = talk;
        this.connections = connections;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (over) {
            ReferenceCountUtil.release(message);
        } else if (!waiting.isEmpty() || (inHand && message instanceof HttpRequest)) {
            putOff(ctx, message);
        } else {
            handOn(ctx, message);
        }
    }

    private void putOff(ChannelHandlerContext ctx, Object message) {
        ctx.channel().config().setAutoRead(false);
        waiting.add(message);
        talk.pushes();
        if (message instanceof HttpRequest && ++heads > MOST_WAITING) {
            over = true;
            ctx.close();
        }
    }

    private void handOn(ChannelHandlerContext ctx, Object message) {
        boolean head = message instanceof HttpRequest;
        if (!head && message instanceof HttpObject part && part.decoderResult().isFailure()) {
            ReferenceCountUtil.release(message);
            refuseBody(ctx, part.decoderResult().cause());
            return;
        }
        if (message instanceof HttpRequest request) {
            refuseOddVersion(request);
            inHand = true;
            whole = false;
            answered = false;
        }
        boolean end = message instanceof LastHttpContent;
        if (!answered && (head || end)) {
            talk.now(end ? Talk.Phase.ANSWER : Talk.Phase.BODY);
        }
        whole = whole || end;
        ctx.fireChannelRead(message);
        if (end && answered && unread == 0 && inHand) {
            turnOver(ctx);
        }
    }

    /** The engine would answer an unknown version by itself, with what it was sent and a status that blames the server. */
    private static void refuseOddVersion(HttpRequest request) {
        HttpVersion version = request.protocolVersion();
        if (!version.equals(HttpVersion.HTTP_1_1) && !version.equals(HttpVersion.HTTP_1_0)) {
            request.setProtocolVersion(HttpVersion.HTTP_1_1);
            request.setDecoderResult(DecoderResult.failure(new IllegalArgumentException("no version that is known")));
        }
    }

    private void refuseBody(ChannelHandlerContext ctx, Throwable cause) {
        connections.unreadable(talk.peer(), cause);
        over = true;
        if (!answered) {
            byte[] body = JsonErrors.body("Bad request", "");
            FullHttpResponse answer = new DefaultFullHttpResponse(
                    HttpVersion.HTTP_1_1, HttpResponseStatus.BAD_REQUEST, Unpooled.wrappedBuffer(body));
            answer.headers()
                    .set(HttpHeaderNames.CONTENT_TYPE, "application/json")
                    .set(HttpHeaderNames.CONTENT_LENGTH, body.length)
                    .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
            ctx.writeAndFlush(answer);
        }
        closeSoon(ctx);
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        if (over) {
            ReferenceCountUtil.release(message); // it comes too late
            if (!promise.isVoid()) {
                promise.trySuccess();
            }
        } else if (!(message instanceof HttpObject) || isInterim(message)) {
            ctx.write(message, promise);
        } else {
            ctx.write(message, answering(ctx, message, promise));
        }
    }

    private static boolean isInterim(Object message) {
        return message instanceof HttpResponse head && head.status().codeClass() == HttpStatusClass.INFORMATIONAL;
    }

    private ChannelPromise answering(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        if (message instanceof HttpResponse head) {
            talk.now(Talk.Phase.READER);
            if (talk.isLast()) {
                head.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
            }
        }
        int bytes = message instanceof ByteBufHolder part ? part.content().readableBytes() : 0;
        unread += bytes;
        answered = answered || message instanceof LastHttpContent;
        connections.unread(talk, unread);
        ChannelPromise told = promise.unvoid();
        boolean end = answered;
        told.addListener(sent -> {
            unread -= bytes;
            connections.unread(talk, unread);
            if (end && sent.isSuccess()) {
                left(ctx);
            }
        });
        return told;
    }

    /** The answer has left. */
    private void left(ChannelHandlerContext ctx) {
        if (talk.isLast() && !over) {
            over = true;
            if (whole && waiting.isEmpty()) {
                ctx.close();
            } else {
                closeSoon(ctx);
            }
        } else if (whole && inHand) {
            turnOver(ctx);
        } else {
            talk.now(Talk.Phase.BODY);
        }
    }

    private void turnOver(ChannelHandlerContext ctx) {
        inHand = false;
        talk.now(Talk.Phase.HEAD);
        if (!waiting.isEmpty()) {
            ctx.executor()
                    .execute(() -> next(ctx)); // not from within, or each answer would lie on top of the one before
        }
    }

    private void next(ChannelHandlerContext ctx) {
        while (!over && !waiting.isEmpty() && !(inHand && waiting.peek() instanceof HttpRequest)) {
            Object message = waiting.remove();
            if (message instanceof HttpRequest) {
                heads--;
            }
            handOn(ctx, message);
        }
        ctx.fireChannelReadComplete();
        if (waiting.isEmpty()) {
            ctx.channel().config().setAutoRead(true);
        }
    }

    /** What still comes is dropped; closing at once could take the answer away from a peer that is still sending. */
    private void closeSoon(ChannelHandlerContext ctx) {
        over = true;
        ctx.channel().config().setAutoRead(true);
        ctx.executor().schedule(() -> ctx.close(), LINGER_MS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        over = true;
        waiting.forEach(ReferenceCountUtil::release);
        waiting.clear();
        connections.unread(talk, 0);
    }
}
