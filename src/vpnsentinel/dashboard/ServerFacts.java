package vpnsentinel.dashboard;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the server knows about itself, frozen at one moment.
 *
 * @param homeLines the lines that must not be seen, none while nothing is known
 * @param refusedEdits what cannot be used of edited files, one sentence each: {@code edit refused: file:line: reason}
 * @param problems whatever else a person should look at, one sentence each
 * @param door where clients reach the API
 */
public record ServerFacts(
        String version,
        Instant startedAt,
        List<HomeLineFact> homeLines,
        Telegram telegram,
        List<String> refusedEdits,
        List<String> problems,
        Door door) {
    public ServerFacts {
        homeLines = List.copyOf(homeLines);
        refusedEdits = List.copyOf(refusedEdits);
        problems = List.copyOf(problems);
    }

    /**
     * One line that must not be seen.
     *
     * @param text address and network for people: {@code 203.0.113.7 · AS64500 Example Telecom}
     * @param known whether it is confirmed lately; false: kept, but stale
     * @param confirmedAt when it was last confirmed, empty for one that the settings name
     */
    public record HomeLineFact(String text, boolean known, Optional<Instant> confirmedAt) {}

    /**
     * How messages get out.
     *
     * @param note why it fails, or to whom it works; may be empty
     */
    public record Telegram(State state, String note) {
        /** Whether messages get out. */
        public enum State {
            /** Not set up, or switched off. */
            OFF,
            /** The last call went through. */
            WORKING,
            /** Messages get out, but what people write is not read, or its list of commands not shown. */
            DEAF,
            /** The last call did not. */
            FAILING
        }
    }

    /**
     * Where clients reach the API.
     *
     * @param secure whether it speaks TLS
     * @param path {@code /api/v1}
     */
    public record Door(boolean secure, int port, String path) {}
}
