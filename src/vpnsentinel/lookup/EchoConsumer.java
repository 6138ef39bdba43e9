package vpnsentinel.lookup;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.apache.camel.support.DefaultConsumer;
import org.jspecify.annotations.Nullable;
import vpnsentinel.call.FailureWords;
import vpnsentinel.call.RetryAfter;

/** Puts an echo provider's questions through its route. */
final class EchoConsumer extends DefaultConsumer implements EchoCall {
    /**
     * The headers by which a provider announces its quota.
     *
     * @param left requests that are left
     * @param reset seconds until there are new ones
     */
    record Quota(Optional<String> left, Optional<String> reset) {}

    /** RFC 6585 §6. */
    private static final int NETWORK_AUTHENTICATION = 511;

    private final EchoProviders providers;
    private final Quota quota;
    private final EchoProvider provider;

    EchoConsumer(
            Endpoint endpoint,
            Processor route,
            EchoProviders providers,
            Quota quota,
            Function<EchoCall, EchoProvider> provider) {
        super(endpoint, route);
        this.providers = providers;
        this.quota = quota;
        this.provider = provider.apply(new Late());
    }

    /** The provider is made before this consumer is whole. */
    private final class Late implements EchoCall {
        @Override
        public EchoReply get(String path) throws EchoFailure {
            return EchoConsumer.this.get(path);
        }
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        providers.register(provider);
    }

    @Override
    protected void doStop() throws Exception {
        providers.unregister(provider);
        super.doStop();
    }

    @Override
    public EchoReply get(String path) throws EchoFailure {
        Exchange exchange = createExchange(false);
        try {
            aim(exchange.getMessage(), path);
            getProcessor().process(exchange);
            return reply(exchange);
        } catch (EchoFailure failure) {
            throw failure;
        } catch (Exception e) {
            throw failure(e);
        } finally {
            releaseExchange(exchange, false);
        }
    }

    private static void aim(Message question, String path) {
        int query = path.indexOf('?');
        question.setHeader(Exchange.HTTP_PATH, query < 0 ? path : path.substring(0, query));
        if (query >= 0) {
            question.setHeader(Exchange.HTTP_QUERY, path.substring(query + 1));
        }
    }

    private EchoReply reply(Exchange exchange) throws EchoFailure {
        @Nullable Exception thrown = thrown(exchange);
        if (thrown != null) {
            throw failure(thrown);
        }
        Message answer = exchange.getMessage();
        int status = answer.getHeader(Exchange.HTTP_RESPONSE_CODE, 200, Integer.class);
        if (status != 200) {
            throw failure(
                    status, answer.getHeader("Location", String.class), answer.getHeader("Retry-After", String.class));
        }
        return new EchoReply(text(answer), pause(answer));
    }

    /** JSON is UTF-8, whatever the header says (RFC 8259 §8.1). */
    private static String text(Message answer) {
        byte[] body = answer.getBody(byte[].class);
        return body == null ? "" : new String(body, StandardCharsets.UTF_8);
    }

    private static @Nullable Exception thrown(Exchange exchange) {
        return exchange.getException() != null
                ? exchange.getException()
                : exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
    }

    private Duration pause(Message answer) {
        boolean usedUp = quota.left()
                .map(name -> answer.getHeader(name, String.class))
                .filter(left -> left.strip().equals("0"))
                .isPresent();
        return usedUp
                ? quota.reset()
                        .map(name -> answer.getHeader(name, String.class))
                        .flatMap(RetryAfter::seconds)
                        .orElse(Duration.ofMinutes(1))
                : Duration.ZERO;
    }

    private static EchoFailure failure(Exception e) {
        if (e instanceof HttpOperationFailedException http) {
            @Nullable
            String later = http.getResponseHeaders() == null
                    ? null
                    : http.getResponseHeaders().get("Retry-After");
            return failure(http.getStatusCode(), http.getRedirectLocation(), later);
        }
        return new EchoFailure(0, FailureWords.of(e), Optional.empty());
    }

    private static EchoFailure failure(int status, @Nullable String location, @Nullable String later) {
        String why = status >= 300 && status < 400
                ? "redirected to " + host(location) + ": captive portal?"
                : "HTTP " + status + (status == NETWORK_AUTHENTICATION ? ": captive portal?" : "");
        return new EchoFailure(status, why, Optional.ofNullable(later).flatMap(RetryAfter::seconds));
    }

    private static String host(@Nullable String location) {
        try {
            @Nullable
            String host = location == null ? null : URI.create(location).getHost();
            return FailureWords.plain(host == null ? "another page" : host);
        } catch (IllegalArgumentException e) {
            return "another page";
        }
    }
}
