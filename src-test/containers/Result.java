package containers;

import java.time.Duration;
import java.time.Instant;

/**
 * What became of a row.
 *
 * @param wrong what was wrong; empty when all was right
 * @param remark what is worth a remark
 */
record Result(Row row, Duration took, String wrong, String remark) {

    /** Plays the row. */
    static Result of(Row row, House house, Duration slack) {
        Instant begin = Instant.now();
        String wrong = "";
        String remark = "";
        try {
            remark = row.act().at(house);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            wrong = "interrupted";
        } catch (Exception | AssertionError e) {
            wrong = String.valueOf(e.getMessage());
        }
        Duration took = Duration.between(begin, Instant.now());
        if (wrong.isEmpty() && took.compareTo(row.limit().plus(slack)) > 0) {
            wrong = "took " + took.toSeconds() + " s, allowed are "
                    + row.limit().toSeconds();
        }
        return new Result(row, took, wrong, remark);
    }

    /** A row that was not played, because one that it builds on was wrong. */
    static Result skipped(Row row) {
        return new Result(row, Duration.ZERO, "not run", "");
    }

    boolean right() {
        return wrong.isEmpty();
    }

    /** What the table says of it. */
    String verdict() {
        return right() ? "right" + (remark.isEmpty() ? "" : ": " + remark) : "**wrong**: " + wrong;
    }

    /** Its line of the table. */
    String line() {
        return "| `" + row.name() + "` | " + row.says() + " | " + took.toMillis() / 1000 + "."
                + took.toMillis() / 100 % 10 + " | "
                + verdict().replace("|", "\\|").replace("\n", " ⏎ ") + " |";
    }
}
