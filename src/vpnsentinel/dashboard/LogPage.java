package vpnsentinel.dashboard;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The log page as values.
 *
 * @param lines the latest first
 * @param filters the choices above the lines
 * @param live whether it renews itself
 */
public record LogPage(List<Line> lines, List<Filter> filters, Moment made, String zone, boolean live) {
    /**
     * One line.
     *
     * @param level {@code error}, {@code warn}, {@code info}, {@code debug}
     */
    public record Line(Moment at, String level, String logger, String text) {}

    /**
     * A choice of how much to show.
     *
     * @param level the value of the query, empty for everything
     * @param chosen whether this page shows it
     */
    public record Filter(String level, String label, boolean chosen) {}

    /** The page with the lines of at least the given level; of all levels when none is given. */
    public static LogPage of(List<LogLine> lines, Optional<LogLine.Level> level, Instant now, ZoneId zone) {
        LogLine.Level least = level.orElse(LogLine.Level.DEBUG);
        return new LogPage(
                lines.stream()
                        .filter(line -> line.level().compareTo(least) <= 0)
                        .map(line -> line(line, now, zone))
                        .toList(),
                Arrays.stream(LogLine.Level.values())
                        .map(each -> filter(each, least))
                        .toList(),
                Moment.of(now, now, zone),
                zone.getId(),
                true);
    }

    /** The same page, but one that stays as it is. */
    public LogPage still() {
        return new LogPage(lines, filters, made, zone, false);
    }

    private static Line line(LogLine line, Instant now, ZoneId zone) {
        return new Line(
                Moment.of(line.at(), now, zone),
                line.level().name().toLowerCase(Locale.ROOT),
                line.logger(),
                line.text());
    }

    private static Filter filter(LogLine.Level level, LogLine.Level chosen) {
        String label = switch (level) {
            case ERROR -> "Errors";
            case WARN -> "Warnings";
            case INFO -> "Information";
            case DEBUG -> "Everything";
        };
        return new Filter(level.name(), label, level == chosen);
    }
}
