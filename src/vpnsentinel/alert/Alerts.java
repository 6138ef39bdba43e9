package vpnsentinel.alert;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vpnsentinel.fleet.Span;
import vpnsentinel.fleet.Status;
import vpnsentinel.fleet.Transition;
import vpnsentinel.network.Address;
import vpnsentinel.settings.Chat;
import vpnsentinel.store.MessageRow;
import vpnsentinel.store.Notes;
import vpnsentinel.store.OpenTransition;
import vpnsentinel.store.TransitionBook;

/**
 * The way from news to a message: decides what is told, and stores what was written in the outbox. Never waits for
 * Telegram. Thread-safe.
 */
final class Alerts {
    private static final Logger LOG = LoggerFactory.getLogger(Alerts.class);

    /**
     * What is fixed for the life of the server.
     *
     * @param chats who gets messages; nobody while Telegram is off
     * @param exits which moves of an exit are told
     * @param zone the zone of times in messages
     * @param version the server's version
     * @param homeLine the line that must not be seen, in words, as it is known at the moment; empty while it is not
     */
    public record House(List<Chat> chats, ExitNews exits, ZoneId zone, String version, Supplier<String> homeLine) {
        public House {
            chats = List.copyOf(chats);
        }
    }

    private static final int MOST_NAMES = 20;
    private static final String NO_CLIENTS = "no-clients-told";

    private final House house;
    private final Outbox outbox;
    private final TransitionBook changes;
    private final Notes notes;
    private final Tally tally;
    private final InstantSource clock;
    private volatile String noClientsTold;
    private Optional<String> homeAtStart = Optional.empty(); // guarded by this

    public Alerts(House house, Outbox outbox, TransitionBook changes, Notes notes, Tally tally, InstantSource clock) {
        this.house = house;
        this.outbox = outbox;
        this.changes = changes;
        this.notes = notes;
        this.noClientsTold = notes.text(NO_CLIENTS).orElse("");
        this.tally = tally;
        this.clock = clock;
    }

    /** Whether the news is told, and what the message says; a reason why not is logged and counted. */
    public Decision decide(News news) {
        Optional<String> why = house.chats().isEmpty() ? Optional.of("Telegram is off") : whyNot(news);
        if (why.isPresent()) {
            tally.count(Tally.What.KEPT);
            LOG.debug("no message news={} because={}", news.getClass().getSimpleName(), why.get());
            return new Decision.Keep(why.get());
        }
        return new Decision.Tell(alert(news));
    }

    private Optional<String> whyNot(News news) {
        if (news instanceof News.Changed changed) {
            return Policy.silence(changed.transition(), house.exits());
        }
        if (news instanceof News.HomeLearnt home && home.before().isEmpty() && startSaysHome()) {
            return Optional.of("the message about the start says it");
        }
        if (news instanceof News.NoClients none && sinceOf(none).equals(noClientsTold)) {
            return Optional.of("this silence of all clients was told");
        }
        return Optional.empty();
    }

    private String sinceOf(News.NoClients none) {
        return Words.time(none.since(), house.zone());
    }

    private Alert alert(News news) {
        String time = Words.time(news.at(), house.zone());
        if (news instanceof News.Changed changed) {
            Transition change = changed.transition();
            return change.kind() == Transition.Kind.LEFT_BEHIND
                    ? leftBehind(change.together(), time)
                    : change(change, time);
        }
        if (news instanceof News.NoClients none) {
            String lasted = Span.words(Duration.between(none.since(), none.at()));
            return new Alert.NoClients(lasted, sinceOf(none), time, Telling.noClients(lasted, sinceOf(none)));
        }
        if (news instanceof News.HomeLearnt home) {
            String before = Words.line(home.before(), 120);
            String now = Words.line(home.now(), 120);
            return new Alert.HomeLearnt(before, now, time, Telling.home(before, now));
        }
        if (news instanceof News.Forgotten forgotten) {
            String client = Words.line(forgotten.client(), 120);
            return new Alert.Forgotten(client, time, Telling.forgotten(client));
        }
        News.Started started = (News.Started) news;
        boolean again = started.again();
        String home = homeAtStart();
        return new Alert.Started(
                again,
                Words.line(house.version(), 40),
                home,
                time,
                started.back()
                        .map(back -> Telling.restarted(back, home))
                        .orElseGet(() -> Telling.started(again, home)));
    }

    private synchronized String homeAtStart() {
        String home = homeLine();
        homeAtStart = Optional.of(home);
        return home;
    }

    /** Whether the message about the start says what the home line is, or will, as it is known by now. */
    private synchronized boolean startSaysHome() {
        return homeAtStart.filter(String::isEmpty).isEmpty();
    }

    private Alert leftBehind(List<String> all, String time) {
        List<String> named = all.subList(0, Math.min(MOST_NAMES, all.size()));
        int more = all.size() - named.size();
        return new Alert.LeftBehind(named, more, homeLine(), time, Telling.leftBehind(named, more, homeLine()));
    }

    private Alert change(Transition change, String time) {
        ClientCard client = ClientCard.of(change.client(), ClientCard.Detail.FULL, house.zone(), change.at());
        String kind = kind(change);
        String before = change.before()
                .flatMap(old -> old.exit().address())
                .map(Address::toString)
                .orElse("");
        String lasted = change.from().isEmpty() ? "" : Span.words(change.lasted());
        boolean quiet = change.to() == Status.GREEN || change.kind() == Transition.Kind.EXIT_MOVED;
        return new Alert.Change(
                kind,
                change.from().map(Status::word).orElse(""),
                change.to().word(),
                lasted,
                before.equals(client.exit()) ? "" : before,
                client,
                homeLine(),
                time,
                quiet,
                Telling.change(change, kind, client, before, lasted));
    }

    private static String kind(Transition change) {
        return change.to() == Status.SILENT
                ? "silent"
                : change.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private String homeLine() {
        return Words.line(house.homeLine().get(), 120);
    }

    /**
     * Puts the message that a template made of the alert on its way, one to each chat.
     *
     * @param open the change that it tells of, which is decided by that; empty when it tells of none that is kept
     */
    public void store(Alert alert, String html, Optional<OpenTransition> open) {
        Instant now = clock.instant();
        Message message = Message.of(html, alert.told().plain(), alert.quiet(), isUrgent(alert), now)
                .inBrief(brief(alert));
        if (open.isPresent()) {
            List<MessageRow> rows =
                    outbox.rows(message, house.chats(), Optional.of(open.get().id()));
            outbox.take(rows, changes.handle(open.get(), "", rows, now).await());
        } else {
            outbox.add(message, house.chats());
        }
        if (alert instanceof Alert.NoClients none) {
            noClientsTold = none.since();
            notes.put(NO_CLIENTS, none.since(), now);
        }
    }

    /** Nobody is told of the change, for this reason. */
    void setAside(OpenTransition open, String why) {
        changes.handle(open, why, List.of(), clock.instant()).await();
    }

    /** Decides about a change without any route, and tells of it in plain words. */
    void storePlainly(OpenTransition open) {
        LOG.error(
                "the routes fail, a change is told without them client={}",
                open.change().client().id());
        Decision decision = decide(new News.Changed(open.change()));
        if (decision instanceof Decision.Tell tell) {
            store(tell.alert(), plain(tell.alert()), Optional.of(open));
        } else if (decision instanceof Decision.Keep keep) {
            setAside(open, keep.why());
        }
    }

    private static Optional<Brief> brief(Alert alert) {
        return alert instanceof Alert.Change change
                ? Optional.of(new Brief(
                        change.client().id(), change.to(), change.told().headline()))
                : Optional.empty();
    }

    /** Puts the answer to a command on its way, to where it was asked. */
    public void store(CommandReply reply, String html) {
        outbox.add(
                Message.of(html, reply.plainText(), true, false, clock.instant())
                        .asAnswer(),
                List.of(reply.chat()));
    }

    /** An address is exposed: that is the last to be given up. */
    private static boolean isUrgent(Alert alert) {
        return alert instanceof Alert.Change change && change.to().equals(Status.RED.word());
    }

    /** The alert in plain words, escaped, for when the template is broken. */
    public String plain(Alert alert) {
        tally.count(Tally.What.PLAIN);
        return Html.escape(alert.told().plain());
    }
}
