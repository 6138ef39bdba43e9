package lab.row;

import java.time.Duration;
import java.util.List;

/**
 * One scenario.
 *
 * @param name what {@code --only} calls it
 * @param says what happens, for people
 * @param quick whether it is one of the few that stand for all
 * @param before faults that are there before the product starts, and are part of how things are
 * @param faults what is done at the moment from which time is counted
 * @param then what is done once the expected status has been seen
 */
public record Row(
        String name,
        String says,
        boolean quick,
        Setup setup,
        List<Fault> before,
        List<Fault> faults,
        List<Fault> then,
        Expected expected) {

    Row(String name, String says, Setup setup, List<Fault> faults, Expected expected) {
        this(name, says, false, setup, List.of(), faults, List.of(), expected);
    }

    Row before(Fault... faults) {
        return new Row(name, says, quick, setup, List.of(faults), this.faults, then, expected);
    }

    Row then(Fault... steps) {
        return new Row(name, says, quick, setup, before, faults, List.of(steps), expected);
    }

    Row inQuick() {
        return new Row(name, says, true, setup, before, faults, then, expected);
    }

    /** The same row, in which everything may take so much longer. */
    public Row slower(Duration slack) {
        return new Row(name, says, quick, setup, before, faults, then, expected.slower(slack));
    }

    /** The status that is right. */
    public String expectedStatus() {
        return expected.status();
    }

    /** Whether there is no time before the fault: the product starts in the middle of it. */
    boolean startsInFault() {
        return faults.isEmpty();
    }
}
