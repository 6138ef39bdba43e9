package vpnsentinel.lookup;

import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import vpnsentinel.network.Appointment;

/** Which providers are left alone, until when, and why. Thread-safe. */
final class Cooldown {
    /** After HTTP 429 without a stated time. */
    private static final Duration TOO_MANY = Duration.ofHours(3);
    /** After HTTP 403: the provider dislikes the address, which seldom passes soon. */
    private static final Duration FORBIDDEN = Duration.ofHours(6);

    private static final Duration LEAST = Duration.ofMinutes(1);
    private static final Duration MOST = Duration.ofHours(24);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm 'UTC'").withZone(ZoneOffset.UTC);

    private record Rest(Appointment end, String why) {}

    private final InstantSource clock;
    private final Map<String, Rest> resting = new ConcurrentHashMap<>();

    Cooldown(InstantSource clock) {
        this.clock = clock;
    }

    /** Takes the failure into account. */
    void heard(String provider, EchoFailure failure) {
        Duration usual = failure.status() == 429 ? TOO_MANY : failure.status() == 403 ? FORBIDDEN : Duration.ZERO;
        if (!usual.isZero()) {
            rest(provider, failure.retryAfter().map(Cooldown::sensible).orElse(usual), "HTTP " + failure.status());
        }
    }

    /** Takes the pause into account that a provider asks for while it still answers. */
    void pause(String provider, Duration pause) {
        if (!pause.isZero() && !pause.isNegative()) {
            rest(provider, pause.compareTo(MOST) > 0 ? MOST : pause, "its quota was used up");
        }
    }

    private static Duration sensible(Duration asked) {
        return asked.compareTo(LEAST) < 0 ? LEAST : asked.compareTo(MOST) > 0 ? MOST : asked;
    }

    private void rest(String provider, Duration time, String why) {
        resting.put(provider, new Rest(Appointment.in(time, clock.instant()), why));
    }

    /** Ends it for the provider. */
    void lift(String provider) {
        resting.remove(provider);
    }

    boolean isResting(String provider) {
        return why(provider).isPresent();
    }

    /** Why the provider is left alone now: {@code left alone after HTTP 429 until 14:05 UTC}. */
    Optional<String> why(String provider) {
        return Optional.ofNullable(resting.get(provider))
                .filter(rest -> !rest.end().isDue(clock.instant()))
                .map(rest -> "left alone after " + rest.why() + " until "
                        + TIME.format(rest.end().at()));
    }
}
