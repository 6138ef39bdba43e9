package vpnsentinel.api;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import vpnsentinel.health.HealthAnswer;

/** The body of every answer about health: one word, one sentence, the time, and which parts are in trouble. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record HealthBody(String status, String message, String serverTime, List<Trouble> degraded) {
    /** A part that does not work as it should. */
    public record Trouble(String part, String state, String reason) {}

    static HealthBody of(HealthAnswer answer, Instant now) {
        List<Trouble> degraded = answer.troubled().stream()
                .map(p -> new Trouble(p.name().word(), p.state().name().toLowerCase(Locale.ROOT), p.reason()))
                .toList();
        return new HealthBody(answer.status(), answer.message(), ServerTime.of(now), degraded);
    }
}
