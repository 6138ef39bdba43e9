package demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A small Bot API on loopback: it takes messages as strictly as Telegram does, hands out what people say to the bot, and
 * fails on demand. Thread-safe.
 */
public final class BotApi implements HttpHandler, AutoCloseable {
    /** The token that it accepts. */
    public static final String TOKEN = "1234567:token-of-the-stand-in";

    private static final int LONGEST = 4096;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern OFFSET = Pattern.compile("offset=(\\d+)");
    private static final Pattern TIMEOUT = Pattern.compile("timeout=(\\d+)");

    /**
     * A message that was taken.
     *
     * @param chat where to
     * @param topic the topic of the group, if any
     * @param text what people see
     * @param html what was sent
     * @param quiet whether it comes without a sound
     * @param request the request's body
     */
    public record Sent(String chat, Optional<Long> topic, String text, String html, boolean quiet, byte[] request) {}

    private final Optional<HttpServer> http;
    private final Predicate<String> chats;
    private final ExecutorService threads = Executors.newCachedThreadPool(Daemons::thread);
    private final CountDownLatch closing = new CountDownLatch(1);
    private final List<Sent> sent = new CopyOnWriteArrayList<>();
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final Map<String, Deque<BotFault>> faults = new ConcurrentHashMap<>();
    private final List<Consumer<Sent>> listeners = new CopyOnWriteArrayList<>();
    private final Deque<ObjectNode> updates = new ArrayDeque<>();
    private long lastUpdate = 1000;
    private long lastMessage = 5000;

    private BotApi(Optional<HttpServer> http, Predicate<String> chats) {
        this.http = http;
        this.chats = chats;
    }

    /** A running one that knows these chats; port 0 for any free one. */
    public static BotApi start(int port, String... chats) {
        try {
            HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            BotApi api = new BotApi(Optional.of(http), Set.of(chats)::contains);
            http.createContext("/", api);
            http.setExecutor(api.threads);
            http.start();
            return api;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** One that knows every chat with a number, and answers what somebody else's listener hands to it. */
    public static BotApi withoutListener() {
        return new BotApi(Optional.empty(), chat -> chat.matches("-?\\d+"));
    }

    /** Where it is, for {@code VPN_SENTINEL_TELEGRAM_API_URL}; only with a listener of its own. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + http.orElseThrow().getAddress().getPort());
    }

    /** Calls the listener with each message that is taken. */
    public void onMessage(Consumer<Sent> listener) {
        listeners.add(listener);
    }

    /** The messages that were taken, oldest first. */
    public List<Sent> sent() {
        return List.copyOf(sent);
    }

    /** What people see of the messages that were taken, oldest first. */
    public List<String> texts() {
        return sent.stream().map(Sent::text).toList();
    }

    /** How often a method was called, failed calls included. */
    public long calls(String method) {
        return calls.stream().filter(method::equals).count();
    }

    /** The next sent messages fail so, one fault each. */
    public void fail(BotFault... next) {
        failAt("sendMessage", next);
    }

    /** The next calls of the method fail so, one fault each. */
    public void failAt(String method, BotFault... next) {
        Deque<BotFault> queue = faults.computeIfAbsent(method, m -> new ArrayDeque<>());
        synchronized (queue) {
            queue.addAll(List.of(next));
        }
    }

    /** Somebody writes to the bot in a chat; returns the message's number. */
    public long says(String chat, String text) {
        synchronized (updates) {
            says(chat, text, ++lastMessage);
            return lastMessage;
        }
    }

    /** Somebody writes in a topic, or answers to a message of no topic. */
    public void saysIn(String chat, long thread, boolean topic, String text) {
        synchronized (updates) {
            ObjectNode said = update("message", chat, text, ++lastMessage).put("message_thread_id", thread);
            if (topic) {
                said.put("is_topic_message", true);
            }
        }
    }

    /** Somebody posts in a channel with a public name. */
    public void posts(String chat, String name, String text) {
        synchronized (updates) {
            ObjectNode post = update("channel_post", chat, text, ++lastMessage);
            ((ObjectNode) post.path("chat")).put("type", "channel").put("username", name);
        }
    }

    /** The group becomes a supergroup; the bot hears of it in the old one. */
    public void moves(String chat, String to) {
        synchronized (updates) {
            ObjectNode said = update("message", chat, "", ++lastMessage).put("migrate_to_chat_id", Long.parseLong(to));
            said.remove("text");
        }
    }

    /** The same message comes once more, as after a crash of the reader. */
    public void says(String chat, String text, long message) {
        update("message", chat, text, message);
    }

    /** Somebody corrects a message. */
    public void corrects(String chat, String text, long message) {
        update("edited_message", chat, text, message);
    }

    private ObjectNode update(String kind, String chat, String text, long message) {
        synchronized (updates) {
            ObjectNode update = JSON.createObjectNode().put("update_id", ++lastUpdate);
            ObjectNode said = update.putObject(kind).put("message_id", message).put("date", 1_790_000_000L);
            said.put("text", text)
                    .putObject("chat")
                    .put("id", Long.parseLong(chat))
                    .put("type", "private");
            updates.add(update);
            updates.notifyAll();
            return said;
        }
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String[] path = exchange.getRequestURI().getPath().split("/");
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (path.length != 3 || !path[1].equals("bot" + TOKEN)) {
                answer(exchange, BotFault.refusal(404, "Not Found"));
            } else {
                call(exchange, path[2], body);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void call(HttpExchange exchange, String method, byte[] body) throws IOException, InterruptedException {
        calls.add(method);
        Optional<BotFault> fault = nextFault(method);
        if (fault.isPresent()) {
            fail(exchange, fault.get());
            return;
        }
        try {
            String result =
                    result(method, String.valueOf(exchange.getRequestURI().getQuery()), body);
            answer(exchange, 200, "{\"ok\":true,\"result\":" + result + "}");
        } catch (IllegalArgumentException refused) {
            answer(exchange, BotFault.refusal(400, String.valueOf(refused.getMessage())));
        }
    }

    private Optional<BotFault> nextFault(String method) {
        Deque<BotFault> queue = faults.getOrDefault(method, new ArrayDeque<>());
        synchronized (queue) {
            return Optional.ofNullable(queue.poll());
        }
    }

    private void fail(HttpExchange exchange, BotFault fault) throws IOException, InterruptedException {
        if (fault.status() > 0) {
            answer(exchange, fault);
            return;
        }
        if (fault.status() < 0) {
            exchange.sendResponseHeaders(200, 100);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
        }
        closing.await(60, TimeUnit.SECONDS);
    }

    private static void answer(HttpExchange exchange, BotFault fault) throws IOException {
        answer(exchange, fault.status(), fault.body());
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private String result(String method, String query, byte[] body) throws IOException, InterruptedException {
        return switch (method) {
            case "getMe" -> "{\"id\":1234567,\"is_bot\":true,\"first_name\":\"Sentinel\",\"username\":\"SentinelBot\"}";
            case "getUpdates" -> waitingUpdates(query).toString();
            case "sendMessage" -> take(body);
            case "setMyCommands", "editMessageText", "answerCallbackQuery" -> "true";
            default -> throw new IllegalArgumentException("Not Found");
        };
    }

    private String take(byte[] body) throws IOException {
        JsonNode request = JSON.readTree(body);
        String chat = request.path("chat_id").asText();
        String html = request.path("text").asText();
        if (!chats.test(chat)) {
            throw new IllegalArgumentException("Bad Request: chat not found");
        }
        String text = request.path("parse_mode").asText().equals("HTML") ? TelegramHtml.text(html) : html.strip();
        if (text.isEmpty()) {
            throw new IllegalArgumentException("Bad Request: message text is empty");
        }
        if (text.length() > LONGEST) {
            throw new IllegalArgumentException("Bad Request: message is too long");
        }
        Optional<Long> topic =
                Optional.of(request.path("message_thread_id").asLong()).filter(t -> t != 0);
        boolean quiet = request.path("disable_notification").asBoolean();
        Sent message = new Sent(chat, topic, text, html, quiet, body);
        sent.add(message);
        listeners.forEach(listener -> listener.accept(message));
        return "{\"message_id\":" + sent.size() + ",\"date\":1790000000,\"chat\":{\"id\":" + chat.replace("@", "")
                + ",\"type\":\"private\"},\"text\":" + JSON.writeValueAsString(text) + "}";
    }

    private ArrayNode waitingUpdates(String query) throws InterruptedException {
        long offset = number(OFFSET, query);
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(number(TIMEOUT, query));
        synchronized (updates) {
            updates.removeIf(update -> update.path("update_id").asLong() < offset);
            while (updates.isEmpty() && System.nanoTime() < until && closing.getCount() > 0) {
                TimeUnit.NANOSECONDS.timedWait(updates, until - System.nanoTime());
            }
            ArrayNode found = JSON.createArrayNode();
            updates.forEach(found::add);
            return found;
        }
    }

    private static long number(Pattern pattern, String query) {
        Matcher match = pattern.matcher(query);
        return match.find() ? Long.parseLong(match.group(1)) : 0;
    }

    @Override
    public void close() {
        closing.countDown();
        synchronized (updates) {
            updates.notifyAll();
        }
        http.ifPresent(listener -> listener.stop(0));
        threads.shutdownNow();
    }
}
