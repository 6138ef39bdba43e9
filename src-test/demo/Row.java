package demo;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What became of a scene.
 *
 * @param scene what happened and was expected
 * @param at when it happened
 * @param status how long after that the server said what was expected; empty when it did not, or nothing was expected
 * @param message how long after that the expected message arrived; empty likewise
 */
record Row(Scene scene, Duration at, Optional<Duration> status, Optional<Duration> message) {
    static Row of(Scene scene, Duration at, List<StatusWatch.Change> changes, List<Chat.Message> messages) {
        Optional<Duration> status = changes.stream()
                .filter(change -> change.id().equals(scene.client()))
                .filter(change ->
                        change.at().compareTo(at) >= 0 && scene.isMet().test(change.seen()))
                .map(change -> change.at().minus(at))
                .findFirst();
        Optional<Duration> message = messages.stream()
                .filter(each -> !scene.message().isEmpty() && each.at().compareTo(at) >= 0)
                .filter(each -> contains(each.text(), scene.message()))
                .map(each -> each.at().minus(at))
                .findFirst();
        return new Row(scene, at, status, message);
    }

    private static boolean contains(String text, List<String> words) {
        String plain = text.toLowerCase(Locale.ROOT);
        return words.stream().allMatch(word -> plain.contains(word.toLowerCase(Locale.ROOT)));
    }

    boolean isMet() {
        return (scene.expected().isEmpty() || status.isPresent())
                && (scene.message().isEmpty() || message.isPresent());
    }

    /** The row as text: when, what happened, what was seen. */
    @Override
    public String toString() {
        String seen = scene.expected().isEmpty() ? "" : scene.expected() + after(status);
        String told = scene.message().isEmpty() ? "" : "message" + after(message);
        return String.format("%s  %-52s %-20s %s", Narrator.seconds(at), scene.event(), seen, told)
                .stripTrailing();
    }

    private static String after(Optional<Duration> time) {
        return time.map(t -> String.format(Locale.ROOT, " +%.1f s", t.toMillis() / 1000.0))
                .orElse(" NOT SEEN");
    }
}
