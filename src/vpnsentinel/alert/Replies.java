package vpnsentinel.alert;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import vpnsentinel.fleet.ClientView;
import vpnsentinel.fleet.Colour;
import vpnsentinel.fleet.Phrase;
import vpnsentinel.fleet.Status;
import vpnsentinel.network.Fact;
import vpnsentinel.settings.Chat;
import vpnsentinel.settings.Spelling;
import vpnsentinel.words.Catalogue;
import vpnsentinel.words.Sentence;

/** Puts the answers to commands in words, as of one moment. */
final class Replies {
    private static final int ROOM = 3300;
    private static final int IDS = 30;
    private static final int MOST_WRONG = 3;
    private static final int ASKED = 60;
    private static final List<String> URGENCY = List.of("red", "silent", "yellow", "stopped", "green");

    private final Alerts.House house;
    private final Instant now;

    Replies(Alerts.House house, Instant now) {
        this.house = house;
        this.now = now;
    }

    CommandReply ping(Chat chat) {
        Told told = Told.of(
                Telling.mark("answer"),
                words("answer.ping"),
                Sentence.of("answer.ping.what", "version", version(), "time", time())
                        .text(),
                "");
        return reply(chat, CommandReply.Command.PING, "", List.of(), 0, told, List.of());
    }

    CommandReply help(Chat chat) {
        List<String> lines = Arrays.stream(CommandReply.Command.values())
                .map(each -> Sentence.of("answer.help.line", "command", each.word(), "description", each.description())
                        .text())
                .toList();
        Told told = Told.of(Telling.mark("answer"), words("answer.help"), "", "");
        return reply(chat, CommandReply.Command.HELP, "", List.of(), 0, told, lines);
    }

    /** All clients in a line each. */
    CommandReply status(Chat chat, List<ClientView> clients) {
        List<ClientCard> all = clients.stream()
                .map(client -> ClientCard.of(client, ClientCard.Detail.SHORT, house.zone(), now))
                .sorted(Comparator.comparingInt((ClientCard each) -> URGENCY.indexOf(each.status()))
                        .thenComparing(ClientCard::id))
                .toList();
        List<ClientCard> fitting = fitting(all);
        int more = all.size() - fitting.size();
        String summary = summary(all);
        String mark = all.isEmpty() ? "answer" : all.get(0).status();
        Told told = new Told(
                Telling.mark(mark),
                Sentence.of("answer.status", "summary", summary).text(),
                "",
                homeWords(),
                more == 0
                        ? words(all.isEmpty() ? "answer.unknown.none" : "answer.status.advice")
                        : Sentence.of("answer.status.more", "more", more).text());
        List<String> lines = fitting.stream().map(Replies::line).toList();
        return reply(chat, CommandReply.Command.STATUS, summary, fitting, more, told, lines);
    }

    private static String line(ClientCard client) {
        boolean gone = client.status().equals("silent") || client.status().equals("stopped");
        return Telling.mark(client.status()) + " "
                + Sentence.of(
                                "answer.status.client" + (gone ? "-silent" : ""),
                                "client",
                                client.id(),
                                "phrase",
                                client.phrase(),
                                "lasted",
                                client.lasted(),
                                "colour",
                                words("status." + client.lastColour()))
                        .text();
    }

    private static List<ClientCard> fitting(List<ClientCard> all) {
        List<ClientCard> fitting = new ArrayList<>();
        int used = 0;
        for (ClientCard each : all) {
            used += line(each).length() + 1;
            if (used > ROOM) {
                break;
            }
            fitting.add(each);
        }
        return fitting;
    }

    private static String summary(List<ClientCard> all) {
        return all.isEmpty()
                ? words("answer.status.none")
                : URGENCY.stream()
                        .filter(status -> count(all, status) > 0)
                        .map(status -> Sentence.of(
                                        "answer.status.count",
                                        "count",
                                        count(all, status),
                                        "status",
                                        words("status." + status))
                                .text())
                        .collect(Collectors.joining(", "));
    }

    private static long count(List<ClientCard> all, String status) {
        return all.stream().filter(each -> each.status().equals(status)).count();
    }

    /** All that is known of the client of that name, or which names there are. */
    CommandReply status(Chat chat, List<ClientView> clients, String asked) {
        Optional<ClientView> client = clients.stream()
                .filter(each -> each.id().equals(asked))
                .findFirst()
                .or(() -> clients.stream()
                        .filter(each -> each.id().equalsIgnoreCase(asked))
                        .findFirst());
        return client.map(found -> one(chat, found)).orElseGet(() -> unknown(chat, clients, asked));
    }

    /** Forgets the client of this very name. */
    CommandReply forget(Chat chat, List<ClientView> clients, String asked, Predicate<String> forget) {
        if (asked.isEmpty()) {
            Told told = Told.of(Telling.mark("answer"), words("answer.forget"), "", words("answer.forget.advice"));
            return reply(chat, CommandReply.Command.FORGET, "", List.of(), 0, told, List.of());
        }
        return forget.test(asked)
                ? reply(
                        chat,
                        CommandReply.Command.FORGET,
                        "",
                        List.of(),
                        0,
                        Telling.forgotten(bounded(asked)),
                        List.of())
                : unknown(chat, clients, asked);
    }

    private CommandReply one(Chat chat, ClientView client) {
        ClientCard card = ClientCard.of(client, ClientCard.Detail.FULL, house.zone(), now);
        String state = client.online()
                ? Phrase.leading(client.lastColour(), client.findings())
                        .filter(finding -> client.status() != Status.GREEN)
                        .map(finding -> finding.fact().state())
                        .orElse(words("state." + card.status()))
                : words("state." + card.status());
        Told told = Told.of(
                Telling.mark(card.status()),
                Sentence.of("change", "client", card.id(), "state", state).text(),
                "",
                "");
        return new CommandReply(
                chat,
                CommandReply.Command.STATUS,
                version(),
                homeLine(),
                card.id(),
                List.of(card),
                0,
                time(),
                told,
                List.of(),
                fields(client, card));
    }

    private List<CommandReply.Field> fields(ClientView client, ClientCard card) {
        boolean visible = client.findings().stream()
                .filter(each -> each.colour() != Colour.GREEN)
                .map(each -> each.finding().fact())
                .anyMatch(fact -> fact == Fact.EXIT_ON_HOME_LINE || fact == Fact.EXIT_ON_HOME_NETWORK);
        String status = client.online()
                ? card.phrase()
                : Sentence.of("known.was", "phrase", card.phrase(), "colour", words("status." + card.lastColour()))
                        .text();
        List<CommandReply.Field> fields = new ArrayList<>(List.of(
                field("status", status),
                field("since", card.since() + " (" + card.lasted() + ")"),
                field("seen", card.lastSeen() + " (" + card.ago() + ")"),
                new CommandReply.Field(words("label." + (visible ? "visible" : "exit")), card.exit(), true),
                field("home", homeLine()),
                field("place", card.place()),
                field("provider", card.provider()),
                field("timezone", card.timezone()),
                field("dns", card.dns()),
                field("version", card.version())));
        card.notes().forEach(note -> fields.add(field("note", note)));
        fields.add(field("time", time()));
        fields.removeIf(each -> each.value().isEmpty());
        return fields;
    }

    private static CommandReply.Field field(String label, String value) {
        return new CommandReply.Field(words("label." + label), value, false);
    }

    private CommandReply unknown(Chat chat, List<ClientView> clients, String asked) {
        List<String> ids = clients.stream().map(ClientView::id).sorted().toList();
        Optional<String> near = near(asked, ids);
        int more = Math.max(0, ids.size() - IDS);
        String headline = near.map(meant -> Sentence.of("answer.unknown.near", "asked", bounded(asked), "near", meant))
                .orElseGet(() -> Sentence.of("answer.unknown", "asked", bounded(asked)))
                .text();
        String all = ids.isEmpty()
                ? words("answer.unknown.none")
                : Sentence.of(
                                more == 0 ? "answer.unknown.all" : "answer.unknown.all-more",
                                "clients",
                                ids.subList(0, ids.size() - more),
                                "more",
                                more)
                        .text();
        Told told = Told.of(Telling.mark("answer"), headline, all, "");
        return reply(chat, CommandReply.Command.STATUS, headline, List.of(), 0, told, List.of());
    }

    private static String bounded(String asked) {
        return Words.line(asked, ASKED);
    }

    /** The name that was meant: misspelt, or the only one with that in it. */
    private static Optional<String> near(String asked, List<String> ids) {
        String low = asked.toLowerCase(Locale.ROOT);
        List<String> holding = ids.stream()
                .filter(id -> low.length() > 1 && id.toLowerCase(Locale.ROOT).contains(low))
                .toList();
        return holding.size() == 1
                ? Optional.of(holding.get(0))
                : Spelling.nearest(asked, ids, Math.min(MOST_WRONG, Math.max(1, asked.length() / 3)));
    }

    private CommandReply reply(
            Chat chat,
            CommandReply.Command command,
            String summary,
            List<ClientCard> clients,
            int more,
            Told told,
            List<String> lines) {
        return new CommandReply(
                chat, command, version(), homeLine(), summary, clients, more, time(), told, lines, List.of());
    }

    private String homeWords() {
        return homeLine().isEmpty()
                ? words("answer.status.home-unknown")
                : Sentence.of("answer.status.home", "home", homeLine()).text();
    }

    private String version() {
        return Words.line(house.version(), 40);
    }

    private String homeLine() {
        return Words.line(house.homeLine().get(), 120);
    }

    private String time() {
        return Words.time(now, house.zone());
    }

    private static String words(String key) {
        return Catalogue.WORDS.text(key);
    }
}
