package vpnsentinel.alert;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vpnsentinel.fleet.ClientView;
import vpnsentinel.settings.Chat;

/** Answers the bot's commands, from the configured chats only, each message once. Thread-safe. */
final class Commands {
    private static final Logger LOG = LoggerFactory.getLogger(Commands.class);
    private static final int REMEMBERED = 1000;
    private static final int ROOM = 3300;
    private static final List<String> URGENCY = List.of("red", "silent", "yellow", "stopped", "green");

    private final Alerts.House house;
    private final Supplier<List<ClientView>> clients;
    private final UnaryOperator<Chat> reachedAt;
    private final Tally tally;
    private final InstantSource clock;
    private final Set<String> answered = new LinkedHashSet<>();
    private final Set<String> strangers = new HashSet<>();
    private volatile String botName = "";

    /**
     * @param clients what is known of every client at the moment
     * @param reachedAt where a configured chat is now
     */
    public Commands(
            Alerts.House house,
            Supplier<List<ClientView>> clients,
            UnaryOperator<Chat> reachedAt,
            Tally tally,
            InstantSource clock) {
        this.house = house;
        this.clients = clients;
        this.reachedAt = reachedAt;
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
        Optional<Chat> chat = house.chats().stream()
                .map(reachedAt)
                .filter(c -> c.room().equals(incoming.chat()))
                .findFirst();
        if (chat.isEmpty()) {
            ignore(incoming.chat());
            return Optional.empty();
        }
        if (isForAnother(incoming.text()) || !isNew(incoming)) {
            return Optional.empty();
        }
        tally.count(Tally.What.ANSWERED);
        return Optional.of(reply(chat.get(), command(incoming.text())));
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
        return answered.add(incoming.chat() + "/" + incoming.id());
    }

    private static CommandReply.Command command(String text) {
        String word = text.substring(1).split("[\\s@]", 2)[0].toLowerCase(Locale.ROOT);
        return switch (word) {
            case "ping" -> CommandReply.Command.PING;
            case "status" -> CommandReply.Command.STATUS;
            default -> CommandReply.Command.HELP;
        };
    }

    private CommandReply reply(Chat chat, CommandReply.Command command) {
        Instant now = clock.instant();
        List<ClientCard> all = command == CommandReply.Command.STATUS ? sheets(now) : List.of();
        List<ClientCard> fitting = fitting(all);
        return new CommandReply(
                chat,
                command,
                Words.line(house.version(), 40),
                Words.line(house.homeLine().get(), 120),
                summary(all),
                fitting,
                all.size() - fitting.size(),
                Words.time(now, house.zone()));
    }

    private List<ClientCard> sheets(Instant now) {
        return clients.get().stream()
                .map(client -> ClientCard.of(client, ClientCard.Detail.SHORT, house.zone(), now))
                .sorted(Comparator.comparingInt((ClientCard s) -> URGENCY.indexOf(s.status()))
                        .thenComparing(ClientCard::id))
                .toList();
    }

    private static List<ClientCard> fitting(List<ClientCard> all) {
        List<ClientCard> fitting = new ArrayList<>();
        int used = 0;
        for (ClientCard sheet : all) {
            used += sheet.weight();
            if (used > ROOM) {
                break;
            }
            fitting.add(sheet);
        }
        return fitting;
    }

    private static String summary(List<ClientCard> all) {
        if (all.isEmpty()) {
            return "no clients";
        }
        return URGENCY.stream()
                .filter(status -> all.stream().anyMatch(s -> s.status().equals(status)))
                .map(status ->
                        all.stream().filter(s -> s.status().equals(status)).count() + " " + status)
                .collect(Collectors.joining(", "));
    }
}
