package vpnsentinel.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class AnswerTest {
    @Test
    void sourcesThatFailForOneReasonAreNamedTogether() {
        List<Answer<String>> answers = List.of(
                new Answer.Missing<>("one.test", "no answer"),
                new Answer.Seen<>("two.test", "value"),
                new Answer.Missing<>("three.test", "HTTP 500"),
                new Answer.Missing<>("four.test", "no answer"),
                new Answer.Missing<>("four.test", "no answer"));

        assertThat(Answer.reasons(answers)).containsExactly("one.test, four.test: no answer", "three.test: HTTP 500");
        assertThat(Answer.values(answers)).containsExactly("value");
    }
}
