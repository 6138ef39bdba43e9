package vpnsentinel.alert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;
import vpnsentinel.call.FailureWords;
import vpnsentinel.call.Requests;
import vpnsentinel.settings.Chat;
import vpnsentinel.settings.Secrets;

/**
 * An HTTP client that makes Camel's Telegram component tell the truth: whatever is not {@code "ok": true} fails with a
 * {@link TelegramFailure}, nothing waits for ever, and the bot's token is put in behind Camel's back, so that no log,
 * address, or exception of Camel can show it. Thread-safe.
 */
final class TelegramHttp extends HttpClient {
    /** What Camel takes for the bot's token. */
    public static final String ALIAS = "bot-token-stays-outside-camel";

    private final HttpClient http;
    private final URI api;
    private final String token;
    private final Duration patience;
    private final TelegramWatch watch;
    private final BiConsumer<Chat, Chat> moved;

    private TelegramHttp(
            HttpClient http,
            URI api,
            String token,
            Duration patience,
            TelegramWatch watch,
            BiConsumer<Chat, Chat> moved) {
        this.http = http;
        this.api = api;
        this.token = token;
        this.patience = patience;
        this.watch = watch;
        this.moved = moved;
    }

    /**
     * A client of one bot.
     *
     * @param api the Bot API's address, without a slash at its end
     * @param patience how long an answer may take, on top of a long poll's own time
     * @param trust whom to trust beyond what Java does by itself
     * @param watch is told the outcome of each call
     * @param moved is told which group became which supergroup
     */
    public static TelegramHttp of(
            URI api,
            String token,
            Duration patience,
            Optional<SSLContext> trust,
            TelegramWatch watch,
            BiConsumer<Chat, Chat> moved) {
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(Version.HTTP_1_1)
                .followRedirects(Redirect.NEVER)
                .connectTimeout(patience)
                .executor(Executors.newFixedThreadPool(2, TelegramHttp::thread));
        trust.ifPresent(builder::sslContext);
        return new TelegramHttp(builder.build(), api, token, patience, watch, moved);
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "telegram-http");
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Calls a method that Camel's component does not have.
     *
     * @return the {@code result}, or a {@link TelegramFailure}
     */
    public CompletableFuture<JsonNode> call(String method, ObjectNode parameters) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(Requests.NOWHERE + "/bot" + ALIAS + "/" + method))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(parameters.toString(), StandardCharsets.UTF_8))
                .build();
        return sendAsync(request, HttpResponse.BodyHandlers.ofByteArray())
                .thenApply(response -> TelegramJson.read(response.body()).path("result"));
    }

    @Override
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(HttpRequest given, HttpResponse.BodyHandler<T> handler) {
        String path = given.uri().getPath();
        String method = path.substring(path.lastIndexOf('/') + 1);
        try {
            Duration wait = patience.plus(TelegramJson.longPoll(given.uri()));
            HttpRequest request = prepared(given, wait);
            // the request's own time-out ends with the head of the answer, this one covers the body
            return http.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray())
                    .orTimeout(wait.plusSeconds(1).toMillis(), TimeUnit.MILLISECONDS)
                    .handle((response, thrown) -> outcome(method, response, thrown, handler));
        } catch (TelegramFailure refused) {
            return CompletableFuture.failedFuture(refused);
        } catch (IllegalArgumentException | UncheckedIOException e) {
            TelegramFailure failure = TelegramFailure.silence(FailureWords.of(e));
            watch.failed(method, failure);
            return CompletableFuture.failedFuture(failure);
        }
    }

    /** Where the request of Camel's component really goes: what stands before the token is ours to say. */
    private URI address(URI given) {
        String whole = given.toString();
        String alias = "/bot" + ALIAS;
        return URI.create(api + "/bot" + token + whole.substring(whole.indexOf(alias) + alias.length()));
    }

    private HttpRequest prepared(HttpRequest given, Duration wait) {
        HttpRequest.Builder copy =
                HttpRequest.newBuilder(given, (name, value) -> !name.equalsIgnoreCase("accept-encoding"));
        HttpRequest.Builder request =
                Requests.readdressed(copy, address(given.uri())).timeout(wait);
        given.bodyPublisher().ifPresent(body -> {
            byte[] json = TelegramJson.withTopic(TelegramJson.bytes(body));
            request.POST(HttpRequest.BodyPublishers.ofByteArray(json));
        });
        return request.build();
    }

    private <T> HttpResponse<T> outcome(
            String method,
            @Nullable HttpResponse<byte[]> response,
            @Nullable Throwable thrown,
            HttpResponse.BodyHandler<T> handler) {
        try {
            if (response == null) {
                throw TelegramFailure.silence(why(thrown));
            }
            HttpResponse<T> answer = TelegramJson.checked(response, handler, json -> mend(method, json));
            watch.answered(method);
            return answer;
        } catch (TelegramFailure failure) {
            watch.failed(method, failure);
            throw failure;
        }
    }

    private void mend(String method, JsonNode answer) {
        if (method.equals("getUpdates")) {
            Updates.mend(answer, moved);
        }
    }

    private String why(@Nullable Throwable thrown) {
        Throwable cause =
                thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        if (cause instanceof HttpTimeoutException || cause instanceof TimeoutException) {
            return "no answer in " + patience.toSeconds() + " s";
        }
        return Secrets.hide(String.valueOf(cause).replace(token, "…"));
    }

    /** Fails with an unchecked {@link TelegramFailure}: an {@code IOException} would be wrapped together with the address. */
    @Override
    public <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler)
            throws InterruptedException {
        CompletableFuture<HttpResponse<T>> answer = sendAsync(request, handler);
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw TelegramFailure.behind(e);
        } catch (InterruptedException e) {
            answer.cancel(true);
            throw e;
        }
    }

    @Override
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(
            HttpRequest request, HttpResponse.BodyHandler<T> handler, HttpResponse.PushPromiseHandler<T> pushes) {
        return sendAsync(request, handler);
    }

    @Override
    public Optional<CookieHandler> cookieHandler() {
        return http.cookieHandler();
    }

    @Override
    public Optional<Duration> connectTimeout() {
        return http.connectTimeout();
    }

    @Override
    public Redirect followRedirects() {
        return http.followRedirects();
    }

    @Override
    public Optional<ProxySelector> proxy() {
        return http.proxy();
    }

    @Override
    public SSLContext sslContext() {
        return http.sslContext();
    }

    @Override
    public SSLParameters sslParameters() {
        return http.sslParameters();
    }

    @Override
    public Optional<Authenticator> authenticator() {
        return http.authenticator();
    }

    @Override
    public Version version() {
        return http.version();
    }

    @Override
    public Optional<Executor> executor() {
        return http.executor();
    }
}
