package vpnsentinel.http;

import io.vertx.core.Context;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Answers that are the same for all who ask the same: made by one at a time, for all who wait by then. Where their making
 * has cost a good part of the last second's time, everybody gets the last one, so that a crowd costs no more than a few. Thread-safe.
 */
final class SharedAnswers {
    /** What may make an answer another one, beside the address. */
    private static final List<String> MATTERS =
            List.of("Host", "Cookie", "Authorization", "X-API-Key", "Accept", "Accept-Language");

    private static final long SECOND_NS = 1_000_000_000L;
    /** How much of a second's processor time the making of one answer may cost, before the last one has to do. */
    private static final long MOST_NS = SECOND_NS * 3 / 10;

    private static final int MOST_QUESTIONS = 64;

    private final Map<List<String>, Question> questions = new HashMap<>();
    private volatile boolean forAll = true;

    /**
     * An answer that can be sent as often as one likes.
     *
     * @param body not to be changed
     */
    record Ready(int status, MultiMap headers, Buffer body) {
        void send(HttpServerResponse response) {
            if (!response.ended() && !response.closed()) {
                response.setStatusCode(status);
                response.headers().addAll(headers);
                response.end(body); // it is read from its start each time
            }
        }
    }

    /** Somebody who waits for an answer on an event loop. */
    private record Asker(RoutingContext request, Context loop) {
        void get(Ready answer) {
            loop.runOnContext(ignored -> answer.send(request.response()));
        }
    }

    /** One making of an answer: when it was over, in {@link System#nanoTime}, and what it cost of a processor, in nanoseconds. */
    private record Making(long end, long cost) {}

    /** What is known about one question. */
    private static final class Question {
        private final ArrayDeque<Making> makings = new ArrayDeque<>();
        private final Consumer<RoutingContext> maker;
        private Optional<Ready> last = Optional.empty();
        private Optional<RoutingContext> leader = Optional.empty();
        private List<Asker> sharing = List.of();
        private List<Asker> waiting = new ArrayList<>();

        Question(Consumer<RoutingContext> maker) {
            this.maker = maker;
        }

        /** Whether it has cost much of the last second. */
        boolean isWorn(long now) {
            while (!makings.isEmpty() && now - makings.peek().end() >= SECOND_NS) {
                makings.remove();
            }
            boolean several = makings.size() > 1; // the first after a start costs much
            return several && makings.stream().mapToLong(Making::cost).sum() >= MOST_NS;
        }

        void over(Optional<Ready> answer, long cost) {
            leader = Optional.empty();
            last = answer;
            makings.add(new Making(System.nanoTime(), cost));
        }
    }

    /** Answers with what is there, or has it made: by this request, or by one that begins from now on. */
    void ask(RoutingContext context, Consumer<RoutingContext> maker) {
        Optional<Ready> ready = Optional.empty();
        synchronized (questions) {
            Question question = question(key(context.request()), maker);
            if (question == null) {
                maker.accept(context);
                return;
            }
            if (question.isWorn(System.nanoTime()) && question.last.isPresent()) {
                ready = question.last;
            } else if (question.leader.isPresent()) {
                question.waiting.add(new Asker(context, Vertx.currentContext()));
                return;
            } else {
                question.leader = Optional.of(context);
            }
        }
        ready.ifPresentOrElse(answer -> answer.send(context.response()), () -> begin(context, maker));
    }

    private @Nullable Question question(List<String> key, Consumer<RoutingContext> maker) {
        boolean room = forAll && (questions.size() < MOST_QUESTIONS || questions.containsKey(key));
        return room ? questions.computeIfAbsent(key, ignored -> new Question(maker)) : null;
    }

    private void begin(RoutingContext context, Consumer<RoutingContext> maker) {
        if (context.response().closed()) {
            over(context, Optional.empty(), 0); // its peer is gone, those who wait behind it are not
            return;
        }
        Talk.of(context.request()).whenAnswered(() -> over(context, Optional.empty(), 0));
        maker.accept(context);
    }

    /**
     * The request's answer has been made, and is for all.
     *
     * @param cost of a processor, in nanoseconds
     */
    void made(RoutingContext context, Ready answer, long cost) {
        over(context, Optional.of(answer), cost);
        context.vertx().setTimer(TimeUnit.NANOSECONDS.toMillis(SECOND_NS) + 1, ignored -> forgetOld());
    }

    /** The request's answer has been made, and is for the one who asked. */
    void madeForOne() {
        forAll = false;
    }

    private void over(RoutingContext context, Optional<Ready> answer, long cost) {
        List<Asker> served = List.of();
        List<Asker> next = List.of();
        Consumer<RoutingContext> maker;
        synchronized (questions) {
            List<String> key = key(context.request());
            Question question = questions.get(key);
            if (question == null || question.leader.filter(context::equals).isEmpty()) {
                return; // told already
            }
            maker = question.maker;
            List<Asker> waiting = question.waiting;
            List<Asker> sharing = question.sharing;
            question.over(answer, cost);
            question.waiting = new ArrayList<>();
            question.sharing = List.of();
            if (answer.isEmpty()) {
                questions.remove(key);
                next = both(sharing, waiting); // each by itself
            } else if (waiting.isEmpty() || question.isWorn(System.nanoTime())) {
                served = both(sharing, waiting);
            } else {
                served = sharing;
                next = waiting.subList(0, 1);
                question.sharing = waiting.subList(1, waiting.size());
                question.leader = Optional.of(waiting.get(0).request());
            }
        }
        served.forEach(asker -> answer.ifPresent(asker::get));
        next.forEach(asker -> asker.loop().runOnContext(ignored -> begin(asker.request(), maker)));
    }

    private static List<Asker> both(List<Asker> some, List<Asker> more) {
        List<Asker> all = new ArrayList<>(some);
        all.addAll(more);
        return all;
    }

    /** Drops what nobody asked lately. */
    private void forgetOld() {
        long now = System.nanoTime();
        synchronized (questions) {
            questions.values().removeIf(question -> {
                question.isWorn(now);
                return question.leader.isEmpty() && question.makings.isEmpty();
            });
        }
    }

    private static List<String> key(HttpServerRequest request) {
        List<String> key = new ArrayList<>(MATTERS.size() + 2);
        key.add(request.method().name());
        key.add(request.uri());
        MATTERS.forEach(name -> key.add(String.valueOf(request.getHeader(name))));
        return key;
    }
}
