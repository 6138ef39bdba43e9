package vpnsentinel.client;

import java.time.Duration;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Message;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.apache.camel.spi.Registry;
import org.jspecify.annotations.Nullable;
import vpnsentinel.call.FailureWords;
import vpnsentinel.call.RefusalWords;
import vpnsentinel.call.RetryAfter;
import vpnsentinel.engine.Step;
import vpnsentinel.wire.KeepaliveAnswer;

/** The client's steps of a keepalive: a round on its way to the server, and what becomes of it. */
public final class SendKeepaliveSteps {
    /** {@link Round}: what the keepalive under way was made of. */
    private static final String ROUND = "round";
    /** Boolean: whether the keepalive that failed is to be posted again now. */
    private static final String RETRY = "retry";

    private final Deliveries deliveries;
    private final Rounds rounds;
    private final String key;

    public SendKeepaliveSteps(ClientState client, String key) {
        this.deliveries = client.deliveries();
        this.rounds = client.rounds();
        this.key = key;
    }

    public void bind(Registry registry) {
        Step.blocking(
                        "write-keepalive",
                        "Round in the body",
                        "JSON in the body, UTF-8; headers X-API-Key, Content-Type",
                        this::write)
                .leaving(ROUND)
                .in(registry);
        Step.quick(
                        "check-answer",
                        "JSON in the body, UTF-8",
                        "KeepaliveAnswer in the body; fails where the server gives verdicts and this is none",
                        this::check)
                .in(registry);
        Step.blocking(
                        "take-answer",
                        "KeepaliveAnswer in the body; property round",
                        "the Round that the server orders in the body, else none; no headers",
                        this::take)
                .leaving(ClientSteps.ROUND_DUE)
                .in(registry);
        Step.blocking("note-failure", "the failure of a step; property round", "", this::noteFailure)
                .leaving(RETRY)
                .in(registry);
    }

    private void write(Exchange exchange) throws InvalidPayloadException {
        Message message = exchange.getMessage();
        Round round = message.getMandatoryBody(Round.class);
        exchange.setProperty(ROUND, round);
        message.setBody(deliveries.keepalive(round));
        message.setHeader(Exchange.CONTENT_TYPE, "application/json");
        message.setHeader("X-API-Key", key);
    }

    private void check(Exchange exchange) throws ForeignAnswer {
        byte[] body = exchange.getMessage().getBody(byte[].class);
        KeepaliveAnswer answer = KeepaliveAnswer.read(body == null ? new byte[0] : body);
        if (deliveries.isForeign(answer)) {
            throw new ForeignAnswer();
        }
        exchange.getMessage().setBody(answer);
    }

    private void take(Exchange exchange) throws InvalidPayloadException {
        Message message = exchange.getMessage();
        KeepaliveAnswer answer = message.getMandatoryBody(KeepaliveAnswer.class);
        Optional<Round> ordered = deliveries.delivered(exchange.getProperty(ROUND, Round.class), answer);
        message.removeHeaders("*");
        message.setBody(ordered.orElse(null));
        exchange.setProperty(ClientSteps.ROUND_DUE, ordered.isPresent());
    }

    /** Waits as long as there is to wait before another try, so that the engine's own policy needs no pause. */
    private void noteFailure(Exchange exchange) {
        Exception cause = exchange.getException() != null
                ? exchange.getException()
                : exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        Round round = exchange.getProperty(ROUND, Round.class);
        Optional<Duration> pause = failed(round, cause);
        exchange.setProperty(RETRY, pause.isPresent() && rounds.rest(round, pause.get()));
    }

    private Optional<Duration> failed(Round round, Exception cause) {
        if (cause instanceof HttpOperationFailedException http) {
            @Nullable
            String later = http.getResponseHeaders() == null
                    ? null
                    : http.getResponseHeaders().get("Retry-After");
            return deliveries.failed(
                    round,
                    http.getStatusCode(),
                    RefusalWords.of(http.getStatusCode(), http.getResponseBody()),
                    Optional.ofNullable(later).flatMap(RetryAfter::seconds));
        }
        return deliveries.failed(round, 0, FailureWords.of(cause), Optional.empty());
    }
}
