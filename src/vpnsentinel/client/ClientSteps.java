package vpnsentinel.client;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.apache.camel.spi.Registry;
import org.apache.camel.support.SynchronizationAdapter;
import org.jspecify.annotations.Nullable;
import vpnsentinel.call.FailureWords;
import vpnsentinel.call.RefusalWords;
import vpnsentinel.call.RetryAfter;
import vpnsentinel.lookup.EchoProviders;
import vpnsentinel.lookup.NetworkDirectory;
import vpnsentinel.network.Answer;
import vpnsentinel.network.ResolverSighting;
import vpnsentinel.probe.ResolverProbe;
import vpnsentinel.probe.StunProbe;
import vpnsentinel.wire.EchoName;
import vpnsentinel.wire.KeepaliveAnswer;

/** The steps of the client's routes. A round is the body on its way to the server, and a property from then on. */
public final class ClientSteps {
    /** Boolean: whether another round is due at once. */
    private static final String DUE = "due";
    /** Boolean: whether the failed keepalive is to be repeated. */
    private static final String RETRY = "retry";
    /** Boolean: whether the keepalive is still to be posted. */
    private static final String UNANSWERED = "unanswered";
    /** The keepalive as it is posted, in UTF-8. */
    private static final String KEEPALIVE = "keepalive";
    /** Integer: tries that failed. */
    private static final String TRIES = "tries";

    private static final String ROUND = "round";
    /** Why an answer that the server did not give counts as none. */
    private static final String NO_VERDICT = "answer without a verdict";

    private final ClientState client;
    private final NetworkWatch watch;
    private final EchoProviders echoes;
    private final ResolverProbe resolvers;
    private final StunProbe stun;
    private final NetworkDirectory directory;
    private final ResolverBlocks blocks = new ResolverBlocks();
    private final String key;
    private final InstantSource clock;

    public ClientSteps(
            ClientState client,
            NetworkWatch watch,
            EchoProviders echoes,
            ResolverProbe resolvers,
            StunProbe stun,
            String key,
            InstantSource clock) {
        this.client = client;
        this.watch = watch;
        this.echoes = echoes;
        this.resolvers = resolvers;
        this.stun = stun;
        this.directory = new NetworkDirectory(echoes::lookUp);
        this.key = key;
        this.clock = clock;
    }

    /** The resolver that is asked may be a third party. */
    private void askOwnZone() {
        if (!client.rounds().isQuiet()) {
            resolvers.askOnce(EchoName.METHOD);
        }
    }

    public void bind(Registry registry) {
        bind(registry, "open-round", this::open);
        bind(registry, "probe-exit", probe(round -> {
            echoes.sawOwnPath(client.beats().ownPath());
            round.sawExits(echoes.ownExit(round.asksAll()));
        }));
        bind(registry, "probe-resolver", probe(round -> {
            List<Answer<ResolverSighting>> answers = resolvers.ask();
            round.sawResolvers(answers, place(answers));
        }));
        bind(registry, "probe-udp", probe(round -> round.sawUdp(stun.ask())));
        bind(registry, "probe-path", exchange -> watch.seePath(clock.instant()));
        bind(registry, "probe-sockets", exchange -> watch.seeSockets(clock.instant()));
        bind(
                registry,
                "notice-change",
                exchange -> next(exchange, client.earlyReports().notice()));
        bind(
                registry,
                "notice-line",
                exchange -> next(exchange, client.earlyReports().noticeLine(round(exchange))));
        bind(registry, "ask-own-zone", exchange -> askOwnZone());
        bind(
                registry,
                "drop-overtaken",
                exchange -> exchange.setProperty(DUE, client.rounds().isCurrent(round(exchange))));
        bind(registry, "present-key", exchange -> exchange.getMessage().setHeader("X-API-Key", key));
        bind(registry, "write-keepalive", this::write);
        bind(registry, "take-answer", this::takeAnswer);
        bind(registry, "note-failure", this::noteFailure);
        bind(registry, "give-up-delivery", ClientSteps::giveUp);
    }

    private static void bind(Registry registry, String name, Processor step) {
        registry.bind(name, Processor.class, step);
    }

    /** The engine may be done with a tick long before the probes are; the round ends with its exchange. */
    private void open(Exchange exchange) {
        Optional<Round> round = client.rounds().begin();
        if (round.isPresent()) {
            exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
                @Override
                public void onDone(Exchange done) {
                    client.rounds().end();
                }
            });
        }
        next(exchange, round);
    }

    private static void next(Exchange exchange, Optional<Round> round) {
        exchange.setProperty(DUE, round.isPresent());
        exchange.getMessage().setBody(round.orElse(null));
    }

    /** A step that asks somebody, unless nobody is to be asked. */
    private static Processor probe(Consumer<Round> ask) {
        return exchange -> {
            Round round = round(exchange);
            if (round.probes()) {
                ask.accept(round);
            }
        };
    }

    private static Round round(Exchange exchange) throws InvalidPayloadException {
        return exchange.getMessage().getMandatoryBody(Round.class);
    }

    /** Where the first egress is; a look-up that fails is tried again after a while, one that succeeds lasts a day. */
    private Round.ResolverPlace place(List<Answer<ResolverSighting>> answers) {
        return answers.stream()
                .filter(answer -> answer instanceof Answer.Seen)
                .flatMap(answer -> ((Answer.Seen<ResolverSighting>) answer).value().egress().stream())
                .findFirst()
                .map(blocks::standIn)
                .map(egress -> {
                    directory.find(egress, clock.instant());
                    directory.lookUpWaiting(1, clock.instant());
                    NetworkDirectory.Entry entry = directory.find(egress, clock.instant());
                    return new Round.ResolverPlace(entry.place(), entry.network());
                })
                .orElse(Round.ResolverPlace.UNKNOWN);
    }

    private void write(Exchange exchange) throws InvalidPayloadException {
        Round round = round(exchange);
        exchange.setProperty(ROUND, round);
        exchange.setProperty(DUE, false);
        exchange.setProperty(TRIES, 0);
        exchange.setProperty(KEEPALIVE, client.deliveries().keepalive(round));
        present(exchange);
    }

    private void present(Exchange exchange) {
        exchange.setProperty(UNANSWERED, true);
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        message.setBody(exchange.getProperty(KEEPALIVE));
        message.setHeader(Exchange.CONTENT_TYPE, "application/json");
        message.setHeader("X-API-Key", key);
    }

    private void takeAnswer(Exchange exchange) {
        byte[] body = exchange.getMessage().getBody(byte[].class);
        KeepaliveAnswer answer = KeepaliveAnswer.read(body == null ? new byte[0] : body);
        if (client.deliveries().isForeign(answer)) {
            repeat(exchange);
            return;
        }
        exchange.setProperty(UNANSWERED, false);
        exchange.getMessage().removeHeaders("*");
        next(exchange, client.deliveries().delivered(exchange.getProperty(ROUND, Round.class), answer));
    }

    /** Posts again, after a pause, what somebody else than the server has answered. */
    private void repeat(Exchange exchange) {
        Round round = exchange.getProperty(ROUND, Round.class);
        Optional<Duration> pause =
                client.deliveries().failed(round, failures(exchange), 0, NO_VERDICT, Optional.empty());
        if (pause.isPresent() && client.rounds().rest(round, pause.get())) {
            present(exchange);
        } else {
            giveUp(exchange);
        }
    }

    private static void giveUp(Exchange exchange) {
        exchange.setProperty(UNANSWERED, false);
        exchange.getMessage().setBody(null);
    }

    /** Counts a try that failed; how many did so far. */
    private static int failures(Exchange exchange) {
        int tries = exchange.getProperty(TRIES, 0, Integer.class) + 1;
        exchange.setProperty(TRIES, tries);
        return tries;
    }

    private void noteFailure(Exchange exchange) {
        Exception cause = exchange.getException() != null
                ? exchange.getException()
                : exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        Round round = exchange.getProperty(ROUND, Round.class);
        Optional<Duration> pause = failed(round, failures(exchange), cause);
        exchange.setProperty(RETRY, pause.isPresent() && client.rounds().rest(round, pause.get()));
    }

    private Optional<Duration> failed(Round round, int tries, Exception cause) {
        if (cause instanceof HttpOperationFailedException http) {
            @Nullable
            String later = http.getResponseHeaders() == null
                    ? null
                    : http.getResponseHeaders().get("Retry-After");
            return client.deliveries()
                    .failed(
                            round,
                            tries,
                            http.getStatusCode(),
                            RefusalWords.of(http.getStatusCode(), http.getResponseBody()),
                            Optional.ofNullable(later).flatMap(RetryAfter::seconds));
        }
        return client.deliveries().failed(round, tries, 0, FailureWords.of(cause), Optional.empty());
    }
}
