package scenario;

import static org.assertj.core.api.Assertions.assertThat;

import demo.Rehearsal;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The demonstration: evidence goes to the real server, verdicts and messages come from it. */
class DemoTest {
    @Test
    void everyColourAndEveryMessageIsSeen() {
        Rehearsal rehearsal = Rehearsal.play(4);

        assertThat(rehearsal.disappointments()).isEmpty();
        assertThat(rehearsal.statuses().keySet()).hasSize(8);
        assertThat(words(rehearsal, "stockholm")).endsWith("green").doesNotContain("red", "silent");
        assertThat(words(rehearsal, "sao-paulo")).endsWith("green").doesNotContain("red", "silent");
        assertThat(words(rehearsal, "amsterdam")).endsWith("green").doesNotContain("red", "silent");
        assertThat(words(rehearsal, "madrid")).endsWith("green", "yellow", "green");
        assertThat(words(rehearsal, "new-york")).endsWith("green", "red", "green");
        assertThat(words(rehearsal, "tokyo")).endsWith("green", "silent", "green");
        assertThat(words(rehearsal, "toronto")).endsWith("green", "yellow");
    }

    private static List<String> words(Rehearsal rehearsal, String client) {
        return rehearsal.statuses().getOrDefault(client, List.of());
    }
}
