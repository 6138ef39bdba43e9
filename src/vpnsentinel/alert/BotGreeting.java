package vpnsentinel.alert;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Learns the bot's name and publishes its commands, beside the start; tries again until Telegram answers. */
final class BotGreeting implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BotGreeting.class);
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final TelegramHttp telegram;
    private final Consumer<String> botIs;
    private volatile boolean closed;

    /**
     * @param botIs takes the bot's name, without {@code @}
     */
    public BotGreeting(TelegramHttp telegram, Consumer<String> botIs) {
        this.telegram = telegram;
        this.botIs = botIs;
    }

    /** Begins and returns at once. */
    public void start() {
        greet(Duration.ofSeconds(5));
    }

    private void greet(Duration pause) {
        telegram.call("getMe", JsonNodeFactory.instance.objectNode())
                .thenCompose(me -> {
                    String name = Words.line(me.path("username").asText(), 60);
                    botIs.accept(name);
                    LOG.info("Telegram bot @{} answers", name);
                    return telegram.call("setMyCommands", commands());
                })
                .whenComplete((done, thrown) -> {
                    if (thrown != null && !closed) {
                        again(pause);
                    }
                });
    }

    private void again(Duration pause) {
        Duration next = pause.multipliedBy(2).compareTo(LONGEST) < 0 ? pause.multipliedBy(2) : LONGEST;
        Executor later = CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS);
        later.execute(() -> {
            if (!closed) {
                greet(next);
            }
        });
    }

    private static ObjectNode commands() {
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        for (CommandReply.Command command : CommandReply.Command.values()) {
            request.withArray("commands")
                    .addObject()
                    .put("command", command.word())
                    .put("description", command.description());
        }
        return request;
    }

    /** Stops trying. */
    @Override
    public void close() {
        closed = true;
    }
}
