package containers;

import java.time.Duration;

/**
 * One thing that a user does with the containers, and what is right then. Rows build on each other, in their order.
 *
 * @param name its short name
 * @param says what is done, and what is right
 * @param limit how long it may take in all
 * @param isNeeded whether nothing can be right after it where it is wrong
 * @param act does it, and returns what is worth a remark; throws with what is wrong
 */
record Row(String name, String says, Duration limit, boolean isNeeded, Act act) {

    /** What is done. */
    interface Act {
        /** Does it at the house; returns a remark, which may be empty. */
        String at(House house) throws Exception;
    }

    static Row of(String name, int seconds, String says, Act act) {
        return new Row(name, says, Duration.ofSeconds(seconds), false, act);
    }

    /** The same row, without which nothing can be right. */
    Row needed() {
        return new Row(name, says, limit, true, act);
    }
}
