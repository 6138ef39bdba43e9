package vpnsentinel.health;

import java.util.List;

/**
 * The answer to one question about health.
 *
 * @param httpStatus 200 or 503
 * @param status one word: {@code ok}, {@code degraded}, {@code unhealthy}, {@code unavailable}, {@code starting}
 * @param message the same as a sentence
 * @param troubled the parts that do not work as they should, each with its reason
 */
public record HealthAnswer(int httpStatus, String status, String message, List<Part> troubled) {
    public HealthAnswer {
        troubled = List.copyOf(troubled);
    }
}
