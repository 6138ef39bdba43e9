package lab;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import lab.row.Observation;

/** The laboratory's result for people: one line a row, and a summary. */
record Table(String plan, long seed, Duration took, List<Outcome> outcomes) {

    /** As Markdown. */
    String markdown() {
        StringBuilder text = new StringBuilder("# Laboratory\n\n");
        text.append(summary())
                .append("\n\nPlan `")
                .append(plan)
                .append("`, seed ")
                .append(seed)
                .append(", ");
        text.append(took.toSeconds()).append(" s.\n\n");
        text.append("| scenario | truth: addresses; resolvers; packets outside | status after s | message after s |"
                + " back after s | verdict |\n|---|---|---|---|---|---|\n");
        outcomes.forEach(outcome -> text.append(line(outcome)).append('\n'));
        return text.toString();
    }

    /** How many rows were right, in one line. */
    String summary() {
        long right = outcomes.stream().filter(Outcome::right).count();
        long known = outcomes.stream()
                .filter(each -> !each.right() && each.known().isPresent())
                .count();
        long surprises = outcomes.stream().filter(each -> !each.asExpected()).count();
        return outcomes.size() + " rows: " + right + " right, " + known + " known failures, " + surprises
                + " surprises";
    }

    private static String line(Outcome outcome) {
        Observation seen = outcome.shown().seen();
        String truth = seen == null ? "" : seen.truth().toString();
        return "| `" + outcome.row().name() + "` " + outcome.row().says() + " | " + truth + " | "
                + cell(seen, status(outcome), Observation::statusAfter) + alarm(outcome) + " | "
                + cell(seen, "", Observation::messageAfter) + " | "
                + cell(seen, "", Observation::backAfter) + " | "
                + outcome.verdict().replace("|", "\\|").replace("\n", " ") + " |";
    }

    /** When it was not green any more, where that was before the status that is right. */
    private static String alarm(Outcome outcome) {
        Observation seen = outcome.shown().seen();
        return seen == null || outcome.row().expectedStatus().equals("green")
                ? ""
                : seen.alarmAfter()
                        .filter(after -> after.compareTo(seen.statusAfter().orElse(after)) < 0)
                        .map(after -> " (not green " + Observation.seconds(after) + ")")
                        .orElse("");
    }

    private static String status(Outcome outcome) {
        return outcome.row().expectedStatus() + " ";
    }

    private static String cell(
            @org.jspecify.annotations.Nullable Observation seen,
            String before,
            Function<Observation, Optional<Duration>> time) {
        return seen == null
                ? ""
                : time.apply(seen)
                        .map(duration -> before + Observation.seconds(duration))
                        .orElse("–");
    }
}
