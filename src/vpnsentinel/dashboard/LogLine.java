package vpnsentinel.dashboard;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * One line of the log, fit to be shown: no secrets, no control characters.
 *
 * @param logger the part of the product that speaks
 */
public record LogLine(Instant at, Level level, String logger, String text) {
    /** How much a line matters, most first. */
    public enum Level {
        ERROR,
        WARN,
        INFO,
        DEBUG;

        /** The level that the word means, in any case of letters. */
        public static Optional<Level> parse(String word) {
            for (Level level : values()) {
                if (level.name().equals(word.strip().toUpperCase(Locale.ROOT))) {
                    return Optional.of(level);
                }
            }
            return Optional.empty();
        }
    }
}
