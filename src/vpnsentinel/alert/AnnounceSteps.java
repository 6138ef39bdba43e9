package vpnsentinel.alert;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.apache.camel.spi.Registry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vpnsentinel.engine.Step;
import vpnsentinel.fleet.ClientView;
import vpnsentinel.fleet.Comeback;
import vpnsentinel.fleet.Fleet;
import vpnsentinel.fleet.Transition;
import vpnsentinel.home.HomeLine;
import vpnsentinel.http.Reply;
import vpnsentinel.wire.ClientIds;

/** The steps that lead to news: a client changed, no client is left, or the home line is another one. */
public final class AnnounceSteps {
    private static final Logger CLIENTS = LoggerFactory.getLogger(Fleet.class);
    private static final String KIND = "kind";
    private static final String TO = "to";
    private static final String NONE_LEFT = "none-left";
    private static final String HOME_LEARNT = "home-learnt";
    private static final String COMEBACK = "comeback";
    private static final String FORGOTTEN = "forgotten";
    private static final ObjectMapper JSON = new ObjectMapper();
    /** A client that beats is back at once, and any other with its next keepalive, in five minutes mostly. */
    private static final Duration PATIENCE = Duration.ofMinutes(6);

    private final Fleet fleet;
    private final Duration threshold;
    private final Supplier<HomeLine> home;
    private final HomeNews homeNews;
    private final InstantSource clock;
    private final Instant started;
    private boolean comebackTold;

    /**
     * @param threshold for how long no client must have been heard from
     * @param home the server's own line as it is known at the moment; what it is now is no news
     */
    public AnnounceSteps(Fleet fleet, Duration threshold, Supplier<HomeLine> home, InstantSource clock) {
        this.fleet = fleet;
        this.threshold = threshold;
        this.home = home;
        this.homeNews = new HomeNews(home.get());
        this.clock = clock;
        this.started = clock.instant();
        this.comebackTold = !fleet.wasKnown();
    }

    /** Makes the steps known to the routes. */
    public void bind(Registry registry) {
        Step.quick("note-transition", "a transition in the body", "", this::note)
                .leaving(KIND, TO)
                .in(registry);
        Step.quick("watch-for-clients", "", "the news that no client is left, when none is", this::watch)
                .leaving(NONE_LEFT)
                .in(registry);
        Step.quick(
                        "note-comeback",
                        "",
                        "the news that the server runs again, when its clients are back",
                        this::noteComeback)
                .leaving(COMEBACK)
                .in(registry);
        Step.quick(
                        "forget-client",
                        "JSON with a client in the body, as bytes",
                        "the news, when it was known",
                        this::forget)
                .leaving(FORGOTTEN)
                .in(registry);
        Step.quick("answer-forget-client", "property forgotten", "the answer; status, headers", this::answerForget)
                .in(registry);
        Step.quick("note-home-line", "", "the news that the home address is another, when it is", this::noteHome)
                .leaving(HOME_LEARNT)
                .in(registry);
    }

    private void note(Exchange exchange) {
        Transition transition = exchange.getIn().getBody(Transition.class);
        exchange.setProperty(
                KIND, transition.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        exchange.setProperty(TO, transition.to().word());
        if (transition.kind() != Transition.Kind.EXIT_MOVED || transition.isToAnotherNetwork()) {
            CLIENTS.info("{}", ChangeLine.of(transition));
        }
    }

    /** Once: when all are back that were there before, or have had time enough. */
    private void noteComeback(Exchange exchange) {
        Instant now = clock.instant();
        Comeback back = fleet.comeback();
        boolean told = !comebackTold && (back.missing().isEmpty() || !now.isBefore(started.plus(PATIENCE)));
        exchange.setProperty(COMEBACK, told);
        if (told) {
            comebackTold = true;
            exchange.getMessage().setBody(new News.Started(now, true, Optional.of(back)));
        }
    }

    private void forget(Exchange exchange) {
        String client = client(exchange.getIn().getBody(byte[].class));
        boolean known = !client.isEmpty() && fleet.forget(client, clock.instant());
        exchange.setProperty(FORGOTTEN, known);
        exchange.getMessage().setBody(new News.Forgotten(clock.instant(), client));
        if (known) {
            CLIENTS.info("{} is forgotten", client);
        }
    }

    private static String client(byte @Nullable [] body) {
        try {
            String id = JSON.readTree(body == null ? new byte[0] : body)
                    .path("client")
                    .asText();
            return ClientIds.isValid(id) ? id : "";
        } catch (IOException noJson) {
            return "";
        }
    }

    private void answerForget(Exchange exchange) {
        String client = exchange.getMessage().getBody(News.Forgotten.class).client();
        if (client.isEmpty()) {
            Reply.error(exchange, 400, "A JSON object with a client is expected");
        } else if (exchange.getProperty(FORGOTTEN, false, boolean.class)) {
            Reply.json(exchange, 200, Map.of("status", "ok", "message", client + " is forgotten"));
        } else {
            Reply.error(exchange, 404, "No client of this name");
        }
    }

    private void noteHome(Exchange exchange) {
        Optional<News> news = homeNews.of(home.get(), clock.instant());
        exchange.setProperty(HOME_LEARNT, news.isPresent());
        news.ifPresent(exchange.getMessage()::setBody);
    }

    private void watch(Exchange exchange) {
        Instant now = clock.instant();
        Instant heard = fleet.lastHeard();
        boolean left = fleet.views(now).stream().anyMatch(ClientView::online);
        Instant listened = heard.isBefore(started) ? started : heard; // nobody was silent while the server was away
        boolean none = !left && !now.isBefore(listened.plus(threshold));
        exchange.setProperty(NONE_LEFT, none);
        if (none) {
            exchange.getMessage().setBody(new News.NoClients(now, heard));
        }
    }
}
