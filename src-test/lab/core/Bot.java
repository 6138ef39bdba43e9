package lab.core;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import demo.BotApi;
import demo.BotFault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;

/** The Bot API with failures that last. It accepts the token {@link BotApi#TOKEN} and any chat with a number. Thread-safe. */
final class Bot implements HttpHandler, AutoCloseable {
    /** The name at which it answers. */
    static final String NAME = "api.telegram.org";

    private final BotApi api = BotApi.withoutListener();
    private final Journal<Journal.Message> messages = new Journal<>();
    private Mode mode = Plain.OK;

    Bot(InstantSource clock) {
        api.onMessage(
                sent -> messages.add(new Journal.Message(clock.instant().toEpochMilli(), sent.chat(), sent.text())));
    }

    /** The messages that it took. */
    Journal<Journal.Message> messages() {
        return messages;
    }

    /** From now on it behaves as the words say: {@code ok}, {@code down}, {@code 429 30}, {@code 500}, {@code hang}. */
    void behave(List<String> words) {
        behave(Mode.parse(words));
    }

    /** It works again. */
    void reset() {
        behave(Plain.OK);
        messages.clear();
    }

    private synchronized void behave(Mode next) {
        mode = next;
        notifyAll();
    }

    private synchronized Mode mode() {
        return mode;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        Mode now = mode();
        if (now instanceof Fails fails) {
            fail(exchange, fails.how());
        } else if (now == Plain.OK) {
            api.handle(exchange);
        } else if (now == Plain.HANG) {
            hang();
        }
    }

    private static void fail(HttpExchange exchange, BotFault how) throws IOException {
        exchange.getRequestBody().readAllBytes();
        byte[] body = how.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(how.status(), body.length);
        exchange.getResponseBody().write(body);
    }

    private synchronized void hang() {
        try {
            while (mode == Plain.HANG) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        behave(Plain.DOWN);
        api.close();
    }

    private sealed interface Mode {
        static Mode parse(List<String> words) {
            String word = String.join(" ", words);
            if (word.matches("429 \\d{1,6}")) {
                return new Fails(BotFault.tooMany(Integer.parseInt(words.get(1))));
            }
            return switch (word) {
                case "ok" -> Plain.OK;
                case "down" -> Plain.DOWN;
                case "hang" -> Plain.HANG;
                case "500" -> new Fails(BotFault.refusal(500, "Internal Server Error"));
                default -> throw new IllegalArgumentException("no way for a bot to behave: " + word);
            };
        }
    }

    private enum Plain implements Mode {
        OK,
        /** It closes connections without a word. */
        DOWN,
        HANG
    }

    private record Fails(BotFault how) implements Mode {}
}
