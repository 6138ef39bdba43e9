package vpnsentinel.check;

import java.time.Duration;
import java.util.function.Supplier;

/**
 * What a call brought, and how long it took.
 *
 * @param value what it brought
 * @param took how long it took
 */
public record Timed<T>(T value, Duration took) {
    /** Makes the call and looks at the clock. */
    public static <T> Timed<T> of(Supplier<T> call) {
        long before = System.nanoTime();
        T value = call.get();
        return new Timed<>(value, Duration.ofNanos(System.nanoTime() - before));
    }
}
