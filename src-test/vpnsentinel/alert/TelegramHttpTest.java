package vpnsentinel.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import demo.BotApi;
import demo.BotFault;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vpnsentinel.settings.Chat;

/** The HTTP client that tells the truth about the Bot API. */
class TelegramHttpTest {
    private final BotApi api = BotApi.start(0, "4711", "-100");
    private final TelegramWatch watch = new TelegramWatch(true, () -> Sights.NOW);
    private final TelegramHttp telegram = client(api.url(), Optional.empty());

    @AfterEach
    void stop() {
        api.close();
    }

    private TelegramHttp client(URI url, Optional<SSLContext> trust) {
        return TelegramHttp.of(url, BotApi.TOKEN, Duration.ofSeconds(1), trust, watch, (from, to) -> {});
    }

    private HttpRequest message(String body) {
        return HttpRequest.newBuilder(URI.create(api.url() + "/bot" + TelegramHttp.ALIAS + "/sendMessage"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    private TelegramFailure failure(BotFault fault) {
        api.fail(fault);
        try {
            telegram.sendAsync(message("{\"chat_id\":\"4711\",\"text\":\"x\"}"), BodyHandlers.ofString())
                    .join();
        } catch (CompletionException e) {
            return TelegramFailure.behind(e);
        }
        throw new AssertionError("no failure");
    }

    @Test
    void aRefusalKeepsCodeWordsWaitAndNewNumber() {
        TelegramFailure flood = failure(BotFault.tooMany(7));
        TelegramFailure moved = failure(BotFault.movedTo("-100200"));

        assertThat(flood.code()).isEqualTo(429);
        assertThat(flood.retryAfter()).contains(Duration.ofSeconds(7));
        assertThat(flood.description()).isEqualTo("Too Many Requests: retry after 7");
        assertThat(moved.code()).isEqualTo(400);
        assertThat(moved.movedTo()).contains(new Chat("-100200"));
    }

    @Test
    void whatIsNoAnswerOfTheBotApiIsAFailure() {
        assertThat(failure(BotFault.page(502)).code()).isEqualTo(502);
        assertThat(failure(BotFault.notOk()).code()).isZero();
        assertThat(failure(BotFault.garbage()).description()).isEqualTo("an answer that is not the Bot API's");
        assertThat(failure(BotFault.empty()).code()).isZero();
    }

    @Test
    void nothingIsWaitedForForEver() {
        long start = System.nanoTime();

        assertThat(failure(BotFault.hang()).description()).isEqualTo("no answer in 1 s");
        assertThat(failure(BotFault.hangInBody()).description()).isEqualTo("no answer in 1 s");

        assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start)).isLessThan(10);
    }

    @Test
    void aSynchronousCallFailsWithoutTheAddress() {
        api.fail(BotFault.page(500));

        assertThatThrownBy(
                        () -> telegram.send(message("{\"chat_id\":\"4711\",\"text\":\"x\"}"), BodyHandlers.ofString()))
                .isInstanceOf(TelegramFailure.class)
                .hasMessage("HTTP 500")
                .hasNoCause();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}{}", "{\"chat_id\":1}{\"chat_id\":2}", "[]", "{\"chat_id\":", "null"})
    void aBodyOfTwoThreadsIsRefusedBeforeItIsSent(String body) {
        assertThat(telegram.sendAsync(message(body), BodyHandlers.ofString()))
                .failsWithin(Duration.ofSeconds(5))
                .withThrowableThat()
                .withMessageContaining("not one JSON object");
        assertThat(api.calls("sendMessage")).isZero();
    }

    @Test
    void aTopicIsSentBesideItsChat() {
        telegram.sendAsync(message("{\"chat_id\":\"-100:77\",\"text\":\"x\"}"), BodyHandlers.ofString())
                .join();

        assertThat(api.sent()).singleElement().extracting(BotApi.Sent::topic).isEqualTo(Optional.of(77L));
    }

    @Test
    void anAnswerArrivesInAsciiWhateverItSays() {
        String answer = telegram.sendAsync(
                        message("{\"chat_id\":\"4711\",\"text\":\"S\\u00e3o Paulo\"}"), BodyHandlers.ofString())
                .join()
                .body();

        assertThat(answer).contains("S\\u00E3o Paulo");
        assertThat(api.texts()).containsExactly("São Paulo");
    }

    @Test
    void anUnreachableApiIsAFailureWithoutTheToken() {
        api.close();

        assertThat(telegram.call("getMe", JsonNodeFactory.instance.objectNode()))
                .failsWithin(Duration.ofSeconds(5))
                .withThrowableThat()
                .havingCause()
                .asInstanceOf(type(TelegramFailure.class))
                .matches(
                        failure -> failure.code() == 0 && !failure.description().contains(BotApi.TOKEN));
        assertThat(watch.state(List.of()).words()).startsWith("failing: getMe: ");
    }

    @Test
    void itTrustsWhomItIsToldTo() throws Exception {
        SSLContext trust = SSLContext.getInstance("TLS");
        trust.init(null, null, null);

        assertThat(client(api.url(), Optional.of(trust)).sslContext()).isSameAs(trust);
    }
}
