package lab;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import lab.row.Result;
import lab.row.Row;

/**
 * What the laboratory says of a row after one run, or after three where the first was a surprise.
 *
 * @param shown the run that stands for all of them
 * @param right whether most of the runs were right
 * @param minority what was wrong in the runs that it does not stand for
 * @param known why the row cannot pass yet; empty: it must
 */
record Outcome(Row row, Result shown, boolean right, int runs, List<String> minority, Optional<String> known) {

    /** Runs the row once, and twice more when the result is not the expected one: the majority decides. */
    static Outcome of(Row row, Optional<String> known, Supplier<Result> run) {
        List<Result> results = new ArrayList<>(List.of(run.get()));
        if (results.get(0).right() == known.isPresent()) {
            results.add(run.get());
            results.add(run.get());
        }
        long passed = results.stream().filter(Result::right).count();
        boolean right = passed * 2 > results.size();
        Result shown = results.stream()
                .filter(result -> result.right() == right)
                .findFirst()
                .orElseThrow();
        List<String> minority = results.stream()
                .filter(result -> right && !result.right())
                .flatMap(result -> result.wrong().stream())
                .toList();
        return new Outcome(row, shown, right, results.size(), minority, known);
    }

    /** Whether it is as the list of known failures says. */
    boolean asExpected() {
        return right != known.isPresent();
    }

    /** The last column of the table. */
    String verdict() {
        String once = minority.isEmpty() ? "" : ", one wrong: " + String.join("; ", minority);
        String times = runs == 1 ? "" : " (" + runs + " runs" + once + ")";
        if (right) {
            return (known.isEmpty() ? "right" : "**right, but a known failure**") + times;
        }
        return known.map(reason -> "known failure: " + reason).orElse("**wrong**: " + String.join("; ", shown.wrong()))
                + times;
    }
}
