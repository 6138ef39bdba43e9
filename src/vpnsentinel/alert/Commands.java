package vpnsentinel.alert;

import java.time.InstantSource;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vpnsentinel.fleet.ClientView;
import vpnsentinel.settings.Chat;
import vpnsentinel.store.HandledBook;

/** Answers the bot's commands, from the configured chats only and where they were written, each once. Thread-safe. */
final class Commands {
    private static final Logger LOG = LoggerFactory.getLogger(Commands.class);
    private static final int REMEMBERED = 1000;

    private final Alerts.House house;
    private final Supplier<List<ClientView>> clients;
    private final UnaryOperator<Chat> reachedAt;
    private final Predicate<String> forget;
    private final HandledBook handled;
    private final Tally tally;
    private final InstantSource clock;
    private final Set<String> answered = new LinkedHashSet<>();
    private final Set<String> strangers = new HashSet<>();
    private volatile String botName = "";

    /**
     * @param clients what is known of every client at the moment
     * @param reachedAt where a configured chat is now
     * @param forget forgets a client by name; says whether it was known
     */
    public Commands(
            Alerts.House house,
            Supplier<List<ClientView>> clients,
            UnaryOperator<Chat> reachedAt,
            Predicate<String> forget,
            HandledBook handled,
            Tally tally,
            InstantSource clock) {
        this.house = house;
        this.clients = clients;
        this.reachedAt = reachedAt;
        this.forget = forget;
        this.handled = handled;
        this.tally = tally;
        this.clock = clock;
    }

    /** Tells the bot's own name, so that commands to other bots of a group are left alone. */
    public void botIs(String name) {
        botName = name;
    }

    /** The answer to the message; empty when it is no command, not from a configured chat, or was answered already. */
    public synchronized Optional<CommandReply> answer(Incoming incoming) {
        if (!incoming.text().startsWith("/")) {
            return Optional.empty();
        }
        Optional<Chat> configured =
                house.chats().stream().map(reachedAt).filter(incoming::isIn).findFirst();
        if (configured.isEmpty()) {
            ignore(incoming.chat().room());
            return Optional.empty();
        }
        if (isForAnother(incoming.text()) || !isNew(incoming)) {
            return Optional.empty();
        }
        tally.count(Tally.What.ANSWERED);
        Chat origin = new Chat(configured.get().room(), incoming.chat().topic());
        return Optional.of(reply(origin, command(incoming.text()), argument(incoming.text())));
    }

    private void ignore(String chat) {
        tally.count(Tally.What.FOREIGN);
        if (strangers.size() < REMEMBERED && strangers.add(chat)) {
            LOG.warn("command ignored, its chat is not in TELEGRAM_CHAT_ID chat={}", Words.line(chat, 40));
        }
    }

    private boolean isForAnother(String text) {
        String first = text.split("\\s", 2)[0];
        int at = first.indexOf('@');
        return at > 0 && !botName.isEmpty() && !first.substring(at + 1).equalsIgnoreCase(botName);
    }

    private boolean isNew(Incoming incoming) {
        if (answered.size() >= REMEMBERED) {
            answered.remove(answered.iterator().next());
        }
        String id = incoming.chat().room() + "/" + incoming.id();
        return answered.add(id) && handled.isNew(id, clock.instant());
    }

    private static CommandReply.Command command(String text) {
        String word = text.substring(1).split("[\\s@]", 2)[0].toLowerCase(Locale.ROOT);
        return switch (word) {
            case "ping" -> CommandReply.Command.PING;
            case "status" -> CommandReply.Command.STATUS;
            case "forget" -> CommandReply.Command.FORGET;
            default -> CommandReply.Command.HELP;
        };
    }

    /** The word behind the command; empty where there is none. */
    private static String argument(String text) {
        String[] words = text.strip().split("\\s+", 3);
        return words.length > 1 ? words[1] : "";
    }

    private CommandReply reply(Chat chat, CommandReply.Command command, String asked) {
        Replies replies = new Replies(house, clock.instant());
        return switch (command) {
            case PING -> replies.ping(chat);
            case HELP -> replies.help(chat);
            case FORGET -> replies.forget(chat, clients.get(), asked, forget);
            case STATUS ->
                asked.isEmpty() ? replies.status(chat, clients.get()) : replies.status(chat, clients.get(), asked);
        };
    }
}
