package vpnsentinel.check;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * All lines of a check, in the order in which they are shown.
 *
 * @param rows the lines
 */
public record CheckReport(List<CheckRow> rows) {
    public CheckReport {
        rows = List.copyOf(rows);
    }

    /** 1 when something that is needed failed, else 0. */
    public int exitCode() {
        return rows.stream().anyMatch(row -> row.outcome() == CheckOutcome.FAILED) ? 1 : 0;
    }

    /** The table for people: what, result, milliseconds, hint. */
    public String table() {
        int what = width("what", CheckRow::what);
        int result = width("result", CheckRow::result);
        String format = "%-7s  %-" + what + "s  %-" + result + "s  %6s  %s";
        StringBuilder text = new StringBuilder();
        line(text, format, "", "what", "result", "ms", "hint");
        for (CheckRow row : rows) {
            String took =
                    row.took().map(time -> String.valueOf(time.toMillis())).orElse("");
            line(text, format, row.outcome().word(), row.what(), row.result(), took, row.hint());
        }
        return text.toString();
    }

    private int width(String title, Function<CheckRow, String> column) {
        return rows.stream().map(column).mapToInt(String::length).reduce(title.length(), Math::max);
    }

    private static void line(StringBuilder text, String format, Object... cells) {
        text.append(String.format(Locale.ROOT, format, cells).stripTrailing()).append('\n');
    }
}
