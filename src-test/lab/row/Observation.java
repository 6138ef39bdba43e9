package lab.row;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What happened in a run of a row.
 *
 * @param truth what the network says
 * @param statuses what the server said of the client from the fault until its end, in order
 * @param findings the reasons it gave at last before the fault's end
 * @param alarmAfter until it was first not green
 * @param statusAfter until the expected status was shown for an expected reason
 * @param messages what was told from the fault until its end
 * @param messageAfter until the expected message was told
 * @param backAfter from the end of the fault until it was green
 * @param backMessages what was told after the end of the fault
 * @param log the lines of the client's log until the end of the fault
 * @param everFound all reasons that it gave from the fault until its end
 */
public record Observation(
        Truth truth,
        List<String> statuses,
        List<String> findings,
        Optional<Duration> alarmAfter,
        Optional<Duration> statusAfter,
        List<String> messages,
        Optional<Duration> messageAfter,
        Optional<Duration> backAfter,
        List<String> backMessages,
        List<String> log,
        Set<String> everFound) {

    /** One in which nothing was found but what was found at last. */
    Observation(
            Truth truth,
            List<String> statuses,
            List<String> findings,
            Optional<Duration> alarmAfter,
            Optional<Duration> statusAfter,
            List<String> messages,
            Optional<Duration> messageAfter,
            Optional<Duration> backAfter,
            List<String> backMessages,
            List<String> log) {
        this(
                truth,
                statuses,
                findings,
                alarmAfter,
                statusAfter,
                messages,
                messageAfter,
                backAfter,
                backMessages,
                log,
                Set.copyOf(findings));
    }

    /** For people: {@code 3.4}. */
    public static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.1f", time.toMillis() / 1000.0);
    }

    /**
     * What the network says of the time of the fault.
     *
     * @param addresses from which the echo services were asked
     * @param resolvers that asked the authority for names that tell who asks
     * @param outside packets that left beside the tunnel
     */
    public record Truth(Set<String> addresses, Set<String> resolvers, long outside) {
        @Override
        public String toString() {
            return String.join(" ", addresses) + "; " + String.join(" ", resolvers) + "; " + outside;
        }
    }
}
