package vpnsentinel.launch;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import vpnsentinel.settings.Declarations;

/**
 * How long a half that cannot start stays before it ends, so that a supervisor that always starts it again makes no loop of
 * it. Read from the environment alone: other settings may be what is wrong.
 */
final class StartPause {
    private static final String NAME = Declarations.of("start.pause").name();
    private static final String SECONDS = "\\d{1,5}";

    private StartPause() {}

    /** None unless a number of seconds is set. */
    static Optional<Duration> in(Map<String, String> environment) {
        return Optional.of(environment.getOrDefault(NAME, "").strip())
                .filter(text -> text.matches(SECONDS))
                .map(text -> Duration.ofSeconds(Long.parseLong(text)))
                .filter(pause -> !pause.isZero());
    }
}
