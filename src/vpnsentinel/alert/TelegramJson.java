package vpnsentinel.alert;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLSession;
import vpnsentinel.settings.Chat;

/** The JSON that goes to the Bot API and comes back from it, read and mended on its way. */
final class TelegramJson {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectMapper ASCII =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
    private static final Pattern LONG_POLL = Pattern.compile("[?&]timeout=(\\d{1,3})(?:&|$)");

    private TelegramJson() {}

    /** How long the call itself asks the server to wait; zero for all but getUpdates. */
    static Duration longPoll(URI uri) {
        Matcher match = LONG_POLL.matcher(uri.toString());
        return match.find() ? Duration.ofSeconds(Long.parseLong(match.group(1))) : Duration.ZERO;
    }

    /** The tree that the bytes spell; a missing node when they spell none. */
    static JsonNode read(byte[] body) {
        try {
            return body.length == 0 ? MissingNode.getInstance() : JSON.readTree(body);
        } catch (IOException garbage) {
            return MissingNode.getInstance();
        }
    }

    /** The body that a publisher publishes. */
    static byte[] bytes(HttpRequest.BodyPublisher publisher) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        publisher.subscribe(new Flow.Subscriber<>() {
            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                subscription.request(Long.MAX_VALUE);
            }

            @Override
            public void onNext(ByteBuffer part) {
                byte[] piece = new byte[part.remaining()];
                part.get(piece);
                bytes.writeBytes(piece);
            }

            @Override
            public void onError(Throwable thrown) {
                // what is missing makes the JSON unreadable, which is refused
            }

            @Override
            public void onComplete() {
                // published at once by publishers of text and bytes
            }
        });
        return bytes.toByteArray();
    }

    /**
     * The request with {@code "chat_id":"-100:77"} written as chat and topic, which Camel's component cannot say.
     *
     * @throws TelegramFailure when it is not exactly one JSON object: two threads wrote through one endpoint
     */
    static byte[] withTopic(byte[] body) {
        ObjectNode request = onlyObject(body);
        Chat.parse(request.path("chat_id").asText())
                .ifPresent(chat -> chat.topic()
                        .ifPresent(topic -> request.put("chat_id", chat.room()).put("message_thread_id", topic)));
        return write(request);
    }

    private static ObjectNode onlyObject(byte[] body) {
        try (MappingIterator<JsonNode> documents =
                JSON.readerFor(JsonNode.class).readValues(body)) {
            if (documents.hasNext() && documents.next() instanceof ObjectNode only && !documents.hasNext()) {
                return only;
            }
        } catch (IOException | RuntimeException garbage) {
            // refused below, as any other body that is not one object
        }
        throw TelegramFailure.silence("the request is not one JSON object");
    }

    private static byte[] write(JsonNode node) {
        try {
            return ASCII.writeValueAsBytes(node);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /**
     * The answer as the handler wants it, in ASCII, since Camel reads it in the platform's character set.
     *
     * @param mend mends the answer before
     * @throws TelegramFailure unless it says {@code "ok": true}
     */
    static <T> HttpResponse<T> checked(
            HttpResponse<byte[]> response, HttpResponse.BodyHandler<T> handler, Consumer<JsonNode> mend) {
        JsonNode answer = read(response.body());
        if (response.statusCode() / 100 != 2 || !answer.path("ok").asBoolean()) {
            throw failure(response.statusCode(), answer);
        }
        mend.accept(answer);
        return new Checked<>(response, body(response, write(answer), handler));
    }

    private static TelegramFailure failure(int status, JsonNode answer) {
        boolean success = status / 100 == 2;
        JsonNode parameters = answer.path("parameters");
        long wait = parameters.path("retry_after").asLong();
        String movedTo = Words.line(parameters.path("migrate_to_chat_id").asText(), 40);
        String otherwise = success ? "an answer that is not the Bot API's" : "HTTP " + status;
        return new TelegramFailure(
                answer.path("error_code").asInt(success ? 0 : status),
                Words.line(answer.path("description").asText(otherwise), 200),
                wait > 0 ? Optional.of(Duration.ofSeconds(wait)) : Optional.empty(),
                movedTo.isEmpty() ? Optional.empty() : Optional.of(new Chat(movedTo)));
    }

    private static <T> T body(HttpResponse<byte[]> response, byte[] ascii, HttpResponse.BodyHandler<T> handler) {
        HttpResponse.BodySubscriber<T> subscriber = handler.apply(new Head(response));
        subscriber.onSubscribe(new Flow.Subscription() {
            @Override
            public void request(long n) {
                // everything is there already
            }

            @Override
            public void cancel() {
                // nothing to stop
            }
        });
        subscriber.onNext(List.of(ByteBuffer.wrap(ascii)));
        subscriber.onComplete();
        return subscriber.getBody().toCompletableFuture().join();
    }

    private record Head(HttpResponse<byte[]> response) implements HttpResponse.ResponseInfo {
        @Override
        public int statusCode() {
            return response.statusCode();
        }

        @Override
        public HttpHeaders headers() {
            return response.headers();
        }

        @Override
        public HttpClient.Version version() {
            return response.version();
        }
    }

    private record Checked<T>(HttpResponse<byte[]> raw, T body) implements HttpResponse<T> {
        @Override
        public int statusCode() {
            return raw.statusCode();
        }

        @Override
        public HttpRequest request() {
            return raw.request();
        }

        @Override
        public Optional<HttpResponse<T>> previousResponse() {
            return Optional.empty();
        }

        @Override
        public HttpHeaders headers() {
            return raw.headers();
        }

        @Override
        public Optional<SSLSession> sslSession() {
            return raw.sslSession();
        }

        @Override
        public URI uri() {
            return raw.uri();
        }

        @Override
        public HttpClient.Version version() {
            return raw.version();
        }
    }
}
