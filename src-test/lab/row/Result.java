package lab.row;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How one run of a row ended.
 *
 * @param seen what happened; null when the run broke off
 * @param wrong everything that was not as expected
 */
public record Result(Row row, @Nullable Observation seen, List<String> wrong) {

    public Result {
        wrong = List.copyOf(wrong);
    }

    /** A run that broke off. */
    public static Result broken(Row row, String why) {
        return new Result(row, null, List.of(why));
    }

    /** Whether the run broke off, so that nobody knows in which state its world is. */
    public boolean broken() {
        return seen == null;
    }

    /** Whether everything was as expected. */
    public boolean right() {
        return wrong.isEmpty();
    }
}
