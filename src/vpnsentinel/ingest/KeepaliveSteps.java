package vpnsentinel.ingest;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.spi.Registry;
import vpnsentinel.access.ApiAccess;
import vpnsentinel.access.Caller;
import vpnsentinel.access.Capacity;
import vpnsentinel.access.Refusal;
import vpnsentinel.api.KeepaliveReply;
import vpnsentinel.engine.OneOf;
import vpnsentinel.engine.Step;
import vpnsentinel.fleet.Colour;
import vpnsentinel.fleet.DnsEchoLog;
import vpnsentinel.fleet.Fleet;
import vpnsentinel.fleet.PendingJudgement;
import vpnsentinel.home.HomeLine;
import vpnsentinel.home.Homes;
import vpnsentinel.http.JsonErrors;
import vpnsentinel.http.RequestMessage;
import vpnsentinel.http.TooMany;
import vpnsentinel.lookup.NetworkDirectory;
import vpnsentinel.metrics.Metrics;
import vpnsentinel.verdict.Expectations;
import vpnsentinel.verdict.Finding;
import vpnsentinel.verdict.Judge;
import vpnsentinel.verdict.Judgement;
import vpnsentinel.wire.Keepalive;
import vpnsentinel.wire.KeepaliveFormat;
import vpnsentinel.wire.Rejection;
import vpnsentinel.wire.Report;

/** The steps between a keepalive and its answer, and those of a client that is judged again. */
public final class KeepaliveSteps {
    private static final int MOST_AGAIN = 1_000;
    private static final String PENDING = "property " + Steps.PENDING;

    private final Fleet fleet;
    private final DnsEchoLog echo;
    private final ApiAccess access;
    private final Capacity capacity;
    private final Homes homes;
    private final NetworkDirectory directory;
    private final Function<String, Expectations> expected;
    private final InstantSource clock;
    private final Metrics metrics;

    public KeepaliveSteps(
            Fleet fleet,
            DnsEchoLog echo,
            ApiAccess access,
            Capacity capacity,
            Homes homes,
            NetworkDirectory directory,
            Function<String, Expectations> expected,
            InstantSource clock,
            Metrics metrics) {
        this.fleet = fleet;
        this.echo = echo;
        this.access = access;
        this.capacity = capacity;
        this.homes = homes;
        this.directory = directory;
        this.expected = expected;
        this.clock = clock;
        this.metrics = metrics;
    }

    /** Makes the steps known to the routes, and the language of the lists of findings. */
    public void bind(Registry registry) {
        OneOf.bind(registry);
        Step.quick("read-keepalive", "JSON in the body, as bytes; property caller", "", this::read)
                .leaving(Steps.PENDING)
                .in(registry);
        Step.quick("judge-evidence", PENDING, "what the rules find, in the pending judgement", this::judge)
                .leaving(Steps.FOUND, Steps.FINDINGS)
                .in(registry);
        Step.later("record-judgement", PENDING, "", this::record)
                .leaving(Steps.RECORDED)
                .in(registry);
        answer("answer-keepalive", "Keepalive received").in(registry);
        answer("answer-registration", "Client registered").in(registry);
        Step.quick("answer-rejection", "why a request is refused; property beat", "JSON; status, headers", this::reject)
                .in(registry);
        Step.quick("take-doubtful", "", "the pending judgements of clients to be judged again", this::takeDoubtful)
                .in(registry);
        Step.quick("open-judgement", "a pending judgement in the body", "", KeepaliveSteps::open)
                .leaving(Steps.PENDING)
                .in(registry);
        for (Colour colour : Colour.values()) {
            String leaves = "the finding's colour, in the pending judgement";
            Step.quick(colour.word(), "a finding's id in the body; " + PENDING, leaves, each -> colour(each, colour))
                    .leaving(Steps.COLOUR)
                    .in(registry);
        }
    }

    private Step answer(String name, String message) {
        return Step.quick(
                name,
                "property recorded",
                "JSON, as bytes; header Content-Type",
                exchange -> answer(exchange, message));
    }

    private static void open(Exchange exchange) {
        exchange.setProperty(Steps.PENDING, exchange.getIn().getBody());
    }

    private void read(Exchange exchange) {
        Instant now = clock.instant();
        Keepalive keepalive = KeepaliveFormat.read((byte[]) exchange.getIn().getBody());
        Optional<Refusal> refusal = access.refuseClient(keepalive.clientId(), now.toEpochMilli())
                .or(() -> fleet.knows(keepalive.clientId()) ? Optional.empty() : capacity.refuseNew(fleet.size()));
        if (refusal.isPresent()) {
            throw new TooMany(refusal.get());
        }
        keepalive.report().ifPresent(metrics::probes);
        keepalive
                .report()
                .filter(report -> keepalive.companion())
                .ifPresent(report -> teach(keepalive.site(), report, now));
        Caller caller = exchange.getProperty(RequestMessage.CALLER, Caller.class);
        exchange.setProperty(Steps.PENDING, fleet.open(echo.join(keepalive, now), caller, now));
    }

    /** A companion's round is a lesson about the home line of its site. */
    private void teach(String site, Report report, Instant now) {
        if (homes.teach(site, directory.corrected(report.exits()), report.resolvers(), now)) {
            fleet.rejudgeAll();
        }
    }

    private void judge(Exchange exchange) {
        PendingJudgement open = exchange.getProperty(Steps.PENDING, PendingJudgement.class);
        HomeLine home = homes.line(open.site(), clock.instant());
        Judgement judgement = open.isCompanion()
                ? Judge.companion(open.evidence(), home)
                : Judge.judge(open.evidence(), home, expected.apply(open.clientId()));
        open.judged(judgement);
        List<Finding> findings = judgement.findings();
        exchange.setProperty(Steps.FOUND, !findings.isEmpty());
        if (!findings.isEmpty()) {
            exchange.setProperty(
                    Steps.FINDINGS, findings.stream().map(Finding::id).toList());
        }
    }

    /** Where nothing is judged, as in a dry run, the colour is only named. */
    private static void colour(Exchange exchange, Colour colour) {
        exchange.setProperty(Steps.COLOUR, colour);
        PendingJudgement open = exchange.getProperty(Steps.PENDING, PendingJudgement.class);
        if (open != null) {
            open.colour(exchange.getIn().getBody(String.class), colour);
        }
    }

    /** Nobody is answered before what changed is kept. */
    private CompletableFuture<Boolean> record(Exchange exchange) {
        PendingJudgement judged = exchange.getProperty(Steps.PENDING, PendingJudgement.class);
        Fleet.Recorded outcome = fleet.record(judged, clock.instant());
        exchange.setProperty(Steps.RECORDED, outcome);
        metrics.verdict(outcome.colour());
        return outcome.kept();
    }

    private void answer(Exchange exchange, String message) {
        Fleet.Recorded outcome = exchange.getProperty(Steps.RECORDED, Fleet.Recorded.class);
        Message answer = exchange.getMessage();
        answer.removeHeaders("*");
        answer.setHeader(Exchange.CONTENT_TYPE, "application/json");
        answer.setBody(KeepaliveReply.bytes(message, clock.instant(), outcome));
        metrics.keepalive("accepted");
    }

    private void reject(Exchange exchange) {
        Exception cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        Message answer = exchange.getMessage();
        answer.removeHeaders("*");
        answer.setHeader(Exchange.CONTENT_TYPE, "application/json");
        if (cause instanceof TooMany many) {
            Refusal refusal = many.refusal();
            refusal.retryAfter().ifPresent(wait -> answer.setHeader("Retry-After", String.valueOf(wait.toSeconds())));
            answer.setHeader(Exchange.HTTP_RESPONSE_CODE, refusal.status());
            answer.setBody(JsonErrors.body(refusal));
            count(exchange, "limited");
        } else if (cause instanceof Rejection rejection) {
            answer.setHeader(Exchange.HTTP_RESPONSE_CODE, rejection.status());
            answer.setBody(JsonErrors.body(rejection.error(), rejection.advice()));
            count(exchange, "rejected");
        }
    }

    private void count(Exchange exchange, String outcome) {
        if (exchange.getProperty(Steps.BEAT) == null) {
            metrics.keepalive(outcome);
        } else {
            metrics.beat(outcome);
        }
    }

    private void takeDoubtful(Exchange exchange) {
        Instant now = clock.instant();
        exchange.getMessage()
                .setBody(fleet.takeDirty(MOST_AGAIN).stream()
                        .flatMap(id -> fleet.reopen(id, now).stream())
                        .toList());
    }
}
