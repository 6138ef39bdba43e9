package vpnsentinel.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vpnsentinel.network.Answer;

class FanOutTest {
    private final CountDownLatch never = new CountDownLatch(1);
    private final FanOut fanOut = new FanOut("test", Duration.ofSeconds(20));

    @AfterEach
    void close() {
        fanOut.close();
    }

    private Answer<String> ask(String who) {
        if (who.equals("broken")) {
            throw new IllegalStateException("on purpose");
        }
        try {
            if (who.equals("silent") && !never.await(1, TimeUnit.MINUTES)) {
                return new Answer.Missing<>(who, "never");
            }
        } catch (InterruptedException e) {
            return new Answer.Missing<>(who, "too late");
        }
        return new Answer.Seen<>(who, "hello");
    }

    @Test
    void answersComeInTheOrderOfThoseWhoWereAsked() {
        List<Answer<String>> answers = fanOut.ask(List.of("a", "broken", "b"), this::ask, Answer.Missing::new);

        assertThat(answers)
                .containsExactly(
                        new Answer.Seen<>("a", "hello"),
                        new Answer.Missing<>("broken", "java.lang.IllegalStateException: on purpose"),
                        new Answer.Seen<>("b", "hello"));
    }

    @Test
    void nobodyIsWaitedForLongerThanTheTimeOut() {
        try (FanOut hasty = new FanOut("hasty", Duration.ZERO)) {
            assertThat(hasty.ask(List.of("silent"), this::ask, Answer.Missing::new))
                    .containsExactly(new Answer.Missing<>("silent", "time-out after 0 s"));
        }
    }

    @Test
    void stragglersAreHardlyWaitedForOnceThereIsEnough() {
        List<Answer<String>> answers =
                fanOut.ask(List.of("a", "silent", "b"), this::ask, Answer.Missing::new, said -> said.size() == 2);

        assertThat(answers)
                .containsExactly(
                        new Answer.Seen<>("a", "hello"),
                        new Answer.Missing<>("silent", "no answer within 1 s of the others"),
                        new Answer.Seen<>("b", "hello"));
    }

    @Test
    void whoIsInterruptedGetsWhatThereIs() throws Exception {
        Thread.currentThread().interrupt();

        List<Answer<String>> answers = fanOut.ask(List.of("silent"), this::ask, Answer.Missing::new);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(answers).containsExactly(new Answer.Missing<>("silent", "interrupted"));
    }
}
