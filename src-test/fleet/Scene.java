package fleet;

import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/**
 * One row of the demonstration: at a time something happens to a client, and the server is expected to say something.
 *
 * @param at when it happens, at the earliest
 * @param event what happens, for people
 * @param act makes it happen
 * @param client the client of which something is expected, empty for none
 * @param expected what the server is to say of the client in {@code /status}, in words; empty for nothing new
 * @param isMet whether it says so
 * @param message words that a message about it contains, in any case; empty for no message
 */
record Scene(
        Duration at,
        String event,
        Runnable act,
        String client,
        String expected,
        Predicate<StatusWatch.Seen> isMet,
        List<String> message) {
    /** Something happens, of which the server can say nothing yet. */
    static Scene at(int second, String event, Runnable act) {
        return new Scene(Duration.ofSeconds(second), event, act, "", "", seen -> false, List.of());
    }

    /** The same, and the server is to give the client this status. */
    Scene makes(String id, String status) {
        return shows(id, status, seen -> seen.status().equals(status));
    }

    /** The same, and the server is to say this of the client. */
    Scene shows(String id, String words, Predicate<StatusWatch.Seen> met) {
        return new Scene(at, event, act, id, words, met, message);
    }

    /** The same, and it is to send a message that contains these words. */
    Scene tells(String... words) {
        return new Scene(at, event, act, client, expected, isMet, List.of(words));
    }
}
