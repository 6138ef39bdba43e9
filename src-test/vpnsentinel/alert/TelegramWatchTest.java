package vpnsentinel.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether messages reach people. */
class TelegramWatchTest {
    private Instant now = Sights.NOW;
    private final TelegramWatch watch = new TelegramWatch(true, () -> now);

    private static TelegramFailure failure(int code) {
        return new TelegramFailure(code, "HTTP " + code, Optional.empty(), Optional.empty());
    }

    @Test
    void offIsSaidAsOff() {
        assertThat(new TelegramWatch(false, () -> now).state(List.of()).words()).isEqualTo("off");
    }

    @Test
    void itDoesNotWorkBeforeItWasReached() {
        assertThat(watch.state(List.of()).words()).isEqualTo("failing: not reached yet");
        watch.answered("getMe");
        assertThat(watch.state(List.of())).isEqualTo(new TelegramState.Working(now));
    }

    @Test
    void itFailsUntilTheCallThatFailedIsAnsweredAgain() {
        watch.answered("getUpdates");
        watch.failed("sendMessage", failure(502));
        now = now.plusSeconds(30);
        watch.answered("getUpdates");

        assertThat(watch.state(List.of())).isEqualTo(new TelegramState.Failing(Sights.NOW, "sendMessage: HTTP 502"));
        watch.answered("sendMessage");
        assertThat(watch.state(List.of())).isEqualTo(new TelegramState.Working(now));
    }

    @Test
    void aFailureThatNobodyRepeatsIsOverInTheEnd() {
        watch.failed("sendMessage", failure(0));
        now = now.plus(Duration.ofMinutes(11));
        watch.answered("getUpdates");

        assertThat(watch.state(List.of()).words()).isEqualTo("working");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 413, 429})
    void aRefusedMessageComesFromAnApiThatWorks(int code) {
        watch.failed("sendMessage", failure(code));

        assertThat(watch.state(List.of()).words()).isEqualTo("working");
    }

    @Test
    void updatesThatGoElsewhereTakeTheCommandsOnly() {
        watch.answered("getMe");
        watch.failed("getUpdates", failure(409));

        assertThat(watch.state(List.of())).isEqualTo(new TelegramState.Deaf(now, "getUpdates: HTTP 409"));
        assertThat(watch.state(List.of()).words())
                .isEqualTo("messages go out, commands are not read: getUpdates: HTTP 409");
        watch.answered("getUpdates");
        assertThat(watch.state(List.of()).words()).isEqualTo("working");
    }

    @Test
    void pollsThatFailSayNothingOfMessagesThatGoOut() {
        watch.failed("getUpdates", failure(502));
        assertThat(watch.state(List.of()).words()).isEqualTo("failing: getUpdates: HTTP 502");

        now = now.plusSeconds(1);
        watch.answered("sendMessage");
        assertThat(watch.state(List.of())).isInstanceOf(TelegramState.Deaf.class);

        watch.failed("sendMessage", failure(0));
        assertThat(watch.state(List.of())).isInstanceOf(TelegramState.Failing.class);
    }

    @Test
    void aListOfCommandsThatIsRefusedIsNoSilence() {
        watch.answered("getMe");
        watch.failed("setMyCommands", failure(400));

        assertThat(watch.state(List.of()).words())
                .isEqualTo("messages go out, the list of commands is not published: setMyCommands: HTTP 400");
    }

    @Test
    void aBrokenChatIsAFailure() {
        watch.answered("getMe");

        assertThat(watch.state(List.of(new TelegramState.Failing(now, "chat 1: blocked")))
                        .words())
                .isEqualTo("failing: chat 1: blocked");
    }
}
