package demo;

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
 * @param afterAll whether it waits until everything before was seen, not only what concerns its client
 */
record Scene(
        Duration at,
        String event,
        Runnable act,
        String client,
        String expected,
        Predicate<StatusWatch.Seen> isMet,
        List<String> message,
        boolean afterAll) {
    /** Something happens, of which the server can say nothing yet. */
    static Scene at(int second, String event, Runnable act) {
        return new Scene(Duration.ofSeconds(second), event, act, "", "", seen -> false, List.of(), false);
    }

    /** The same, and the server is to give the client this status. */
    Scene makes(String id, String status) {
        return shows(id, status, seen -> seen.status().equals(status));
    }

    /** The same, and the server is to say this of the client. */
    Scene shows(String id, String words, Predicate<StatusWatch.Seen> met) {
        return new Scene(at, event, act, id, words, met, message, afterAll);
    }

    /** The same, and it is to send a message that contains these words. */
    Scene tells(String... words) {
        return new Scene(at, event, act, client, expected, isMet, List.of(words), afterAll);
    }

    /** The same, but not before everything else was seen. */
    Scene whenAllIsSeen() {
        return new Scene(at, event, act, client, expected, isMet, message, true);
    }

    /** Whether the scene may only happen when what is expected of the earlier one was seen. */
    boolean waitsFor(Scene earlier) {
        return afterAll || (!client.isEmpty() && client.equals(earlier.client));
    }
}
