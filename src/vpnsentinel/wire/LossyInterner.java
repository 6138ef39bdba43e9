package vpnsentinel.wire;

import org.jspecify.annotations.Nullable;

/**
 * Gives one object for equal values that come again and again, so that the memory of many clients that say the same holds
 * it once. Forgets what it has no room for: an interner that forgets nothing needs a weak reference a value, which costs
 * each keepalive several times as much, and each collection of garbage again. For immutable values; thread-safe, a race
 * costs a repetition.
 */
final class LossyInterner {
    private static final int SLOTS = 4096;

    private final @Nullable Object[] known = new Object[SLOTS];

    /** The object that stands for all that are equal to the value. */
    @SuppressWarnings("unchecked") // what is equal to a value is of its type
    <T> T intern(T value) {
        int hash = value.hashCode();
        int slot = (hash ^ hash >>> 12 ^ hash >>> 24) & (SLOTS - 1);
        Object before = known[slot];
        if (value.equals(before)) {
            return (T) before;
        }
        known[slot] = value;
        return value;
    }
}
