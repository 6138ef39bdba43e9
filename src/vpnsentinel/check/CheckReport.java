package vpnsentinel.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * All lines of a check, in the order in which they are shown.
 *
 * @param rows the lines
 */
public record CheckReport(List<CheckRow> rows) {
    private static final int OUTCOME = 9;
    private static final int WIDEST_SUBJECT = 34;

    public CheckReport {
        rows = List.copyOf(rows);
    }

    /** 1 when something that is needed failed, else 0. */
    public int exitCode() {
        return has(CheckOutcome.FAILED) ? 1 : 0;
    }

    private boolean has(CheckOutcome outcome) {
        return rows.stream().anyMatch(row -> row.outcome() == outcome);
    }

    /** The report for people: outcome, what, and result of each row, with the hint below it; at the end, what needs them. */
    public String table(Terminal terminal) {
        int subject = Math.min(
                WIDEST_SUBJECT,
                rows.stream().mapToInt(row -> row.what().length()).max().orElse(0));
        StringBuilder text = new StringBuilder();
        for (CheckRow row : rows) {
            write(row, subject, terminal, text);
        }
        return text.append(verdict()).append('\n').toString();
    }

    private static void write(CheckRow row, int subject, Terminal terminal, StringBuilder text) {
        String outcome =
                String.format(Locale.ROOT, "%-" + OUTCOME + "s", row.outcome().word());
        text.append(terminal.colours() ? row.outcome().coloured(outcome) : outcome);
        text.append(String.format(Locale.ROOT, "%-" + subject + "s  ", row.what()));
        String took = row.took()
                .filter(time -> time.toMillis() > 0)
                .map(time -> " (" + time.toMillis() + " ms)")
                .orElse("");
        int margin = OUTCOME + subject + 2;
        int used = OUTCOME + Math.max(subject, row.what().length()) + 2;
        List<String> lines = wrapped(row.result() + took, used, margin, terminal.columns());
        if (!row.hint().isEmpty()) {
            lines.addAll(wrapped("→ " + row.hint(), margin, margin + 2, terminal.columns()).stream()
                    .map(line -> line.startsWith("→") ? " ".repeat(margin) + line : line)
                    .toList());
        }
        text.append(String.join("\n", lines)).append('\n');
    }

    /** The text in lines; the first begins behind what stands there already, the others behind a margin. */
    private static List<String> wrapped(String text, int used, int margin, int columns) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        int at = used;
        for (String word : text.split(" ")) {
            boolean begins = line.toString().isBlank();
            if (!begins && at + 1 + word.length() > columns) {
                lines.add(line.toString());
                line = new StringBuilder(" ".repeat(margin));
                at = margin;
                begins = true;
            }
            line.append(begins ? "" : " ").append(word);
            at += word.length() + (begins ? 0 : 1);
        }
        lines.add(line.toString());
        return lines;
    }

    /** What needs a person, in one line. */
    private String verdict() {
        if (has(CheckOutcome.FAILED)) {
            return "Needs you: " + subjects(CheckOutcome.FAILED) + ".";
        }
        return has(CheckOutcome.MISSING)
                ? "Nothing needs you. Missing, but not needed: " + subjects(CheckOutcome.MISSING) + "."
                : "Nothing needs you.";
    }

    private String subjects(CheckOutcome outcome) {
        return rows.stream()
                .filter(row -> row.outcome() == outcome)
                .map(CheckRow::what)
                .distinct()
                .collect(Collectors.joining("; "));
    }
}
