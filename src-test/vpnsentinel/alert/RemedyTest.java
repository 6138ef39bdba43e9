package vpnsentinel.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vpnsentinel.settings.Chat;

/** What each answer of the Bot API means for the message. */
class RemedyTest {
    private static final Chat CHAT = new Chat("-100");

    private static Remedy after(int code, String says, int attempt, boolean plain) {
        return Remedy.of(new TelegramFailure(code, says, Optional.empty(), Optional.empty()), CHAT, attempt, plain);
    }

    @ParameterizedTest(name = "HTTP {0}, attempt {1}: again in {2} s")
    @CsvSource({"0,1,1", "0,2,2", "500,3,4", "502,6,32", "503,7,60", "500,200,60", "429,1,1", "409,1,1"})
    void whatMayPassIsTriedAgainLaterAndLater(int code, int attempt, long seconds) {
        assertThat(after(code, "x", attempt, false)).isEqualTo(new Remedy.Again(Duration.ofSeconds(seconds)));
    }

    @Test
    void telegramsOwnWaitIsHonoured() {
        TelegramFailure flood =
                new TelegramFailure(429, "Too Many Requests", Optional.of(Duration.ofSeconds(37)), Optional.empty());

        assertThat(Remedy.of(flood, CHAT, 9, false)).isEqualTo(new Remedy.Again(Duration.ofSeconds(37)));
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 404})
    void aRefusedTokenLosesNoMessage(int code) {
        assertThat(after(code, "Unauthorized", 1, false)).isEqualTo(new Remedy.Again(Duration.ofMinutes(5)));
    }

    @ParameterizedTest
    @CsvSource({
        "403, Forbidden: bot was blocked by the user",
        "403, Forbidden: user is deactivated",
        "403, Forbidden: the group chat was deleted",
        "403, Forbidden: bot was kicked from the group chat",
        "403, Forbidden: bot was kicked from the supergroup chat",
        "400, Bad Request: chat not found",
        "400, Bad Request: message thread not found",
        "400, Bad Request: TOPIC_CLOSED",
        "400, Bad Request: TOPIC_DELETED",
        "400, Bad Request: CHAT_WRITE_FORBIDDEN",
        "400, Bad Request: PEER_ID_INVALID",
        "400, Bad Request: group chat was upgraded to a supergroup chat",
        "403, Forbidden: bot is not a member of the channel chat",
        "400, Bad Request: not enough rights to send text messages to the chat",
    })
    void aChatThatOnlyAPersonCanMendIsBroken(int code, String says) {
        assertThat(after(code, says, 1, false)).isEqualTo(new Remedy.ChatBroken());
    }

    @ParameterizedTest
    @CsvSource({
        "400, Bad Request: can't parse entities: Unsupported start tag",
        "400, Bad Request: message is too long",
        "413, Request Entity Too Large",
    })
    void aRefusedTextGoesOutInPlainWordsAndOnlyThenIsGivenUp(int code, String says) {
        assertThat(after(code, says, 1, false)).isEqualTo(new Remedy.Plain());
        assertThat(after(code, says, 2, true)).isEqualTo(new Remedy.Over());
    }

    @Test
    void aMovedGroupIsFollowedButNeverInACircle() {
        TelegramFailure moved =
                new TelegramFailure(400, "upgraded", Optional.empty(), Optional.of(new Chat("-100200")));

        assertThat(Remedy.of(moved, CHAT, 1, false)).isEqualTo(new Remedy.Moved(new Chat("-100200")));
        assertThat(Remedy.of(moved, new Chat("-100200"), 1, false)).isNotInstanceOf(Remedy.Moved.class);
    }
}
