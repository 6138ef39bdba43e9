package vpnsentinel.ingest;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.spi.Registry;
import vpnsentinel.access.ApiAccess;
import vpnsentinel.access.Caller;
import vpnsentinel.access.Refusal;
import vpnsentinel.api.WhoamiBody;
import vpnsentinel.echoserver.DnsEcho;
import vpnsentinel.engine.Step;
import vpnsentinel.fleet.DnsEchoLog;
import vpnsentinel.fleet.Fleet;
import vpnsentinel.http.Reply;
import vpnsentinel.http.RequestMessage;
import vpnsentinel.http.TooMany;
import vpnsentinel.metrics.Metrics;
import vpnsentinel.network.PublicReachability;
import vpnsentinel.wire.ClientIds;
import vpnsentinel.wire.Rejection;

/** The steps between a beat and its answer. Memory only: beats are the most frequent of all requests. */
public final class BeatSteps {
    private final Fleet fleet;
    private final DnsEchoLog echo;
    private final ApiAccess access;
    private final InstantSource clock;
    private final Metrics metrics;
    private final Supplier<Optional<PublicReachability>> reachability;

    public BeatSteps(
            Fleet fleet,
            DnsEchoLog echo,
            ApiAccess access,
            InstantSource clock,
            Metrics metrics,
            Supplier<Optional<PublicReachability>> reachability) {
        this.fleet = fleet;
        this.echo = echo;
        this.access = access;
        this.clock = clock;
        this.metrics = metrics;
        this.reachability = reachability;
    }

    /** Makes the steps known to the routes. */
    public void bind(Registry registry) {
        Step.quick(
                        "take-beat",
                        "headers X-Client-Id, X-Boot; property caller",
                        "the answer; status, headers",
                        this::take)
                .leaving(Steps.BEAT)
                .in(registry);
        Step.quick("note-resolver", "what the own zone heard", "", this::note).in(registry);
    }

    private void note(Exchange exchange) {
        DnsEcho.Heard heard = exchange.getIn().getBody(DnsEcho.Heard.class);
        echo.hear(heard.nonce(), heard.client(), heard.resolver(), heard.subnets(), clock.instant());
    }

    private void take(Exchange exchange) {
        exchange.setProperty(Steps.BEAT, true);
        Message question = exchange.getIn();
        Instant now = clock.instant();
        Caller caller = exchange.getProperty(RequestMessage.CALLER, Caller.class);
        String clientId = header(question, "X-Client-Id");
        boolean probeNow = !clientId.isEmpty() && beat(clientId, header(question, "X-Boot"), caller, now);
        metrics.beat(probeNow ? "ordered" : "accepted");
        Reply.json(exchange, 200, WhoamiBody.of(caller, now, probeNow, reachability.get()));
    }

    private boolean beat(String clientId, String boot, Caller caller, Instant now) {
        if (!ClientIds.isValid(clientId)) {
            throw new Rejection(400, "Invalid client_id format");
        }
        Optional<Refusal> refusal = access.refuseBeatOf(clientId, now.toEpochMilli());
        if (refusal.isPresent()) {
            throw new TooMany(refusal.get());
        }
        boolean ordered = fleet.beat(clientId, boot, caller, now);
        return echo.takeNews(clientId, () -> fleet.leaksNames(clientId)) || ordered;
    }

    private static String header(Message question, String name) {
        return question.getHeader(name, "", String.class).strip();
    }
}
