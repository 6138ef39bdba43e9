package vpnsentinel.client;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Processor;
import org.apache.camel.spi.Registry;
import org.apache.camel.support.SynchronizationAdapter;
import vpnsentinel.engine.Step;
import vpnsentinel.lookup.EchoProviders;
import vpnsentinel.lookup.NetworkDirectory;
import vpnsentinel.network.Answer;
import vpnsentinel.network.ResolverSighting;
import vpnsentinel.probe.ResolverProbe;
import vpnsentinel.probe.StunProbe;
import vpnsentinel.wire.EchoName;

/** The client's steps of a round: when it begins, what fills it, and what of it is reported early. */
public final class ClientSteps {
    /** Boolean: whether the round in the body is to be made now. */
    static final String ROUND_DUE = "round-due";
    /** Boolean: whether no other round has begun since, so that this one is still worth sending. */
    private static final String STILL_WANTED = "still-wanted";
    /** Boolean: whether the early report in the body is to be sent. */
    private static final String REPORT_DUE = "report-due";

    private static final String ROUND = "Round in the body";

    private final Rounds rounds;
    private final EarlyReports earlyReports;
    private final Beats beats;
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
        this.rounds = client.rounds();
        this.earlyReports = client.earlyReports();
        this.beats = client.beats();
        this.watch = watch;
        this.echoes = echoes;
        this.resolvers = resolvers;
        this.stun = stun;
        this.directory = new NetworkDirectory(echoes::lookUp);
        this.key = key;
        this.clock = clock;
    }

    public void bind(Registry registry) {
        bindRounds(registry);
        bindProbes(registry);
        Step.blocking("notice-change", "", "the early report that is due in the body, else none", this::noticeChange)
                .leaving(REPORT_DUE)
                .in(registry);
        Step.quick("notice-line", ROUND, "the early report that is due in the body, else none", this::noticeLine)
                .leaving(REPORT_DUE)
                .in(registry);
    }

    private void bindRounds(Registry registry) {
        Step.blocking("open-round", "", "the Round that begins in the body, else none", this::open)
                .leaving(ROUND_DUE)
                .in(registry);
        Step.quick("drop-overtaken", ROUND, "", this::dropOvertaken)
                .leaving(STILL_WANTED, ROUND_DUE)
                .in(registry);
    }

    private void bindProbes(Registry registry) {
        Step.blocking("probe-exit", ROUND, "what echo providers saw, in the Round", probe(this::askEchoes))
                .in(registry);
        Step.blocking("probe-resolver", ROUND, "what resolvers told, in the Round", probe(this::askResolvers))
                .in(registry);
        Step.blocking("probe-udp", ROUND, "what STUN servers saw, in the Round", probe(this::askStun))
                .in(registry);
        Step.blocking("probe-path", "", "", exchange -> watch.seePath(clock.instant()))
                .in(registry);
        Step.blocking("probe-sockets", "", "", exchange -> watch.seeSockets(clock.instant()))
                .in(registry);
        Step.blocking("ask-own-zone", "", "", exchange -> askOwnZone()).in(registry);
        Step.quick(
                        "present-key",
                        "",
                        "header X-API-Key",
                        exchange -> exchange.getMessage().setHeader("X-API-Key", key))
                .in(registry);
    }

    /** The engine may be done with a tick long before the probes are; the round ends with its exchange. */
    private void open(Exchange exchange) {
        Optional<Round> round = rounds.begin();
        if (round.isPresent()) {
            exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
                @Override
                public void onDone(Exchange done) {
                    rounds.end();
                }
            });
        }
        leave(exchange, round, ROUND_DUE);
    }

    private static void leave(Exchange exchange, Optional<Round> round, String whether) {
        exchange.setProperty(whether, round.isPresent());
        exchange.getMessage().setBody(round.orElse(null));
    }

    /** No other round is due until an answer orders one. */
    private void dropOvertaken(Exchange exchange) throws InvalidPayloadException {
        exchange.setProperty(STILL_WANTED, rounds.isCurrent(round(exchange)));
        exchange.setProperty(ROUND_DUE, false);
    }

    private void noticeChange(Exchange exchange) {
        leave(exchange, earlyReports.notice(), REPORT_DUE);
    }

    private void noticeLine(Exchange exchange) throws InvalidPayloadException {
        leave(exchange, earlyReports.noticeLine(round(exchange)), REPORT_DUE);
    }

    private static Round round(Exchange exchange) throws InvalidPayloadException {
        return exchange.getMessage().getMandatoryBody(Round.class);
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

    private void askEchoes(Round round) {
        echoes.sawOwnPath(beats.ownPath());
        round.sawExits(echoes.ownExit(round.asksAll()));
    }

    private void askResolvers(Round round) {
        List<Answer<ResolverSighting>> answers = resolvers.ask();
        round.sawResolvers(answers, place(answers));
    }

    private void askStun(Round round) {
        round.sawUdp(stun.ask());
    }

    /** The resolver that is asked may be a third party. */
    private void askOwnZone() {
        if (!rounds.isQuiet()) {
            resolvers.askOnce(EchoName.METHOD);
        }
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
}
