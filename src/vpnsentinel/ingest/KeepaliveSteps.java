package vpnsentinel.ingest;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.spi.Registry;
import vpnsentinel.access.ApiAccess;
import vpnsentinel.access.Caller;
import vpnsentinel.access.Refusal;
import vpnsentinel.api.KeepaliveReply;
import vpnsentinel.engine.OneOf;
import vpnsentinel.fleet.Colour;
import vpnsentinel.fleet.DnsEchoLog;
import vpnsentinel.fleet.Fleet;
import vpnsentinel.fleet.PendingJudgement;
import vpnsentinel.home.HomeLine;
import vpnsentinel.home.Homes;
import vpnsentinel.http.JsonErrors;
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

    private final Fleet fleet;
    private final DnsEchoLog echo;
    private final ApiAccess access;
    private final Homes homes;
    private final NetworkDirectory directory;
    private final Function<String, Expectations> expected;
    private final InstantSource clock;
    private final Metrics metrics;

    public KeepaliveSteps(
            Fleet fleet,
            DnsEchoLog echo,
            ApiAccess access,
            Homes homes,
            NetworkDirectory directory,
            Function<String, Expectations> expected,
            InstantSource clock,
            Metrics metrics) {
        this.fleet = fleet;
        this.echo = echo;
        this.access = access;
        this.homes = homes;
        this.directory = directory;
        this.expected = expected;
        this.clock = clock;
        this.metrics = metrics;
    }

    public void bind(Registry registry) {
        OneOf.bind(registry);
        registry.bind("read-keepalive", (Processor) this::read);
        registry.bind("judge-evidence", (Processor) this::judge);
        registry.bind("record-judgement", (Processor) this::record);
        registry.bind("answer-keepalive", (Processor) exchange -> answer(exchange, "Keepalive received"));
        registry.bind("answer-registration", (Processor) exchange -> answer(exchange, "Client registered"));
        registry.bind("answer-rejection", (Processor) this::reject);
        registry.bind("take-doubtful", (Processor) this::takeDoubtful);
        registry.bind("open-case", (Processor)
                exchange -> exchange.setProperty(Steps.CASE, exchange.getIn().getBody()));
        for (Colour colour : Colour.values()) {
            registry.bind(colour.word(), (Processor) exchange -> colour(exchange, colour));
        }
    }

    /** Body of bytes → the case that the keepalive opens. */
    private void read(Exchange exchange) {
        Instant now = clock.instant();
        Keepalive keepalive = KeepaliveFormat.read((byte[]) exchange.getIn().getBody());
        Optional<Refusal> refusal = access.refuseClient(keepalive.clientId(), now.toEpochMilli());
        if (refusal.isPresent()) {
            throw new TooMany(refusal.get());
        }
        keepalive.report().ifPresent(metrics::probes);
        keepalive
                .report()
                .filter(report -> keepalive.companion())
                .ifPresent(report -> teach(keepalive.site(), report, now));
        Caller caller = exchange.getProperty(Steps.CALLER, Caller.class);
        exchange.setProperty(Steps.CASE, fleet.open(echo.join(keepalive, now), caller, now));
    }

    /** A companion's round is a lesson about the home line of its site. */
    private void teach(String site, Report report, Instant now) {
        if (homes.teach(site, directory.corrected(report.exits()), report.resolvers(), now)) {
            fleet.rejudgeAll();
        }
    }

    private void judge(Exchange exchange) {
        PendingJudgement open = exchange.getProperty(Steps.CASE, PendingJudgement.class);
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

    /** Body of a finding's id → that finding gets the colour; where none is judged, as in a dry run, it is only named. */
    private static void colour(Exchange exchange, Colour colour) {
        exchange.setProperty(Steps.COLOUR, colour);
        PendingJudgement open = exchange.getProperty(Steps.CASE, PendingJudgement.class);
        if (open != null) {
            open.colour(exchange.getIn().getBody(String.class), colour);
        }
    }

    private void record(Exchange exchange) {
        PendingJudgement judged = exchange.getProperty(Steps.CASE, PendingJudgement.class);
        Fleet.Recorded outcome = fleet.record(judged, clock.instant());
        exchange.setProperty(Steps.OUTCOME, outcome);
        metrics.verdict(outcome.colour());
    }

    private void answer(Exchange exchange, String message) {
        Fleet.Recorded outcome = exchange.getProperty(Steps.OUTCOME, Fleet.Recorded.class);
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

    /** → body: the cases of clients that are to be judged again. */
    private void takeDoubtful(Exchange exchange) {
        Instant now = clock.instant();
        exchange.getMessage()
                .setBody(fleet.takeDirty(MOST_AGAIN).stream()
                        .flatMap(id -> fleet.reopen(id, now).stream())
                        .toList());
    }
}
