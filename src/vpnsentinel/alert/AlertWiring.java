package vpnsentinel.alert;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.component.telegram.TelegramComponent;
import org.apache.camel.spi.Registry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vpnsentinel.call.Requests;
import vpnsentinel.engine.Wiring;
import vpnsentinel.fleet.ClientView;
import vpnsentinel.settings.Chat;
import vpnsentinel.settings.Settings;
import vpnsentinel.store.HandledBook;
import vpnsentinel.store.Ids;
import vpnsentinel.store.MessageBook;
import vpnsentinel.store.Notes;
import vpnsentinel.store.Store;
import vpnsentinel.store.TransitionBook;

/** Alerts and Telegram, wired: what the server half binds, and how changes and news come to the routes. */
public final class AlertWiring implements Wiring {
    private static final Logger LOG = LoggerFactory.getLogger(AlertWiring.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(30);

    /**
     * What the rest of the server says.
     *
     * @param version the server's version
     * @param clients what is known of every client at the moment
     * @param homeLine the line that must not be seen, in words, as it is known at the moment; empty while it is not
     * @param trust whom to trust beyond what Java does by itself
     * @param patience how long Telegram may take to answer
     * @param forget forgets a client by name; says whether it was known
     */
    public record ServerContext(
            String version,
            Supplier<List<ClientView>> clients,
            Supplier<String> homeLine,
            Optional<SSLContext> trust,
            Duration patience,
            Predicate<String> forget) {
        /** A server that knows nobody who could be forgotten. */
        public ServerContext(
                String version,
                Supplier<List<ClientView>> clients,
                Supplier<String> homeLine,
                Optional<SSLContext> trust,
                Duration patience) {
            this(version, clients, homeLine, trust, patience, id -> false);
        }
    }

    /** What of alerts is kept beyond the process. */
    public record Books(TransitionBook transitions, MessageBook messages, HandledBook handled, Notes notes) {
        /** Those of this store. */
        public static Books of(Store store, InstantSource clock) {
            Ids ids = new Ids(clock);
            return new Books(
                    new TransitionBook(store, ids),
                    new MessageBook(store, ids),
                    new HandledBook(store),
                    new Notes(store));
        }
    }

    private final Settings settings;
    private final Tally tally = new Tally();
    private final TemplateFaults faults = new TemplateFaults();
    private final Outbox outbox;
    private final OpenChanges changes;
    private final Alerts alerts;
    private final Commands commands;
    private final TelegramWatch watch;
    private final TelegramHttp telegram;
    private final BotGreeting greeting;
    private final InstantSource clock;
    private volatile Instant lastLook = Instant.MIN;

    public AlertWiring(Settings settings, ServerContext around, Books books, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
        this.outbox = new KeptOutbox(books.messages(), books.notes(), chats(settings), tally);
        Alerts.House house = new Alerts.House(
                chats(settings),
                settings.choice("notify.exit", ExitNews.class),
                settings.zone(),
                around.version(),
                around.homeLine());
        alerts = new Alerts(house, outbox, books.transitions(), books.notes(), tally, clock);
        changes = new OpenChanges(books.transitions(), alerts::storePlainly);
        commands = new Commands(
                house, around.clients(), outbox::reachedAt, around.forget(), books.handled(), tally, clock);
        watch = new TelegramWatch(settings.usesTelegram(), clock);
        telegram = TelegramHttp.of(
                settings.url("telegram.api-url"),
                settings.text("telegram.token"),
                around.patience(),
                around.trust(),
                watch,
                (from, to) -> outbox.moved(from, to, clock.instant()));
        greeting = new BotGreeting(telegram, commands::botIs);
    }

    private static List<Chat> chats(Settings settings) {
        return settings.usesTelegram()
                ? settings.chats("telegram.chats").stream().distinct().toList()
                : List.of();
    }

    /** Binds the steps; the templates are bound by whoever shares them with the pages, as {@code templates}. */
    @Override
    public void bind(Registry registry) {
        new AlertSteps(alerts, outbox, commands, faults, this::look, clock).bind(registry);
    }

    /** That commands cannot be read says nothing of messages: asks for the bot's name, now and then, to know. */
    private void look() {
        Instant now = clock.instant();
        if (now.isAfter(lastLook.plus(LOOK_EVERY))) {
            lastLook = now;
            telegram.call("getMe", JsonNodeFactory.instance.objectNode());
        }
    }

    @Override
    public void components(CamelContext context) {
        TelegramComponent component = new TelegramComponent();
        component.setAuthorizationToken(TelegramHttp.ALIAS);
        component.setBaseUri(Requests.NOWHERE.toString()); // where it is, TelegramHttp knows
        component.setClient(telegram);
        context.addComponent("telegram", component);
        context.addComponent("fleet", new FleetComponent(changes, clock));
    }

    @Override
    public Map<String, String> placeholders() {
        return Map.of("telegram.on", String.valueOf(settings.usesTelegram()));
    }

    @Override
    public void started(CamelContext context) {
        if (settings.usesTelegram()) {
            greeting.start();
        }
    }

    @Override
    public void stopping(CamelContext context) {
        greeting.close();
        watch.close();
    }

    /**
     * The server started.
     *
     * @param again whether it ran before, by what it remembers
     */
    public void serverStarted(CamelContext context, boolean again) {
        Exchange done = context.createFluentProducerTemplate()
                .to("direct:raise-alert")
                .withBody(new News.Started(clock.instant(), again))
                .send();
        if (done.getException() != null) {
            LOG.error("start is not told cause=\"{}\"", done.getException().toString());
        }
    }

    /** Whether messages reach people. */
    public TelegramState state() {
        return watch.state(outbox.broken().values());
    }

    /** What is wrong with the templates of messages. */
    public Optional<String> templateFault() {
        return faults.last();
    }

    /** What became of messages and commands, for metrics. */
    public Tally tally() {
        return tally;
    }

    /** How many messages are on their way, for metrics. */
    int waiting() {
        return outbox.waiting();
    }
}
