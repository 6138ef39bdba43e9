package vpnsentinel.health;

import java.util.List;
import java.util.function.Predicate;

/**
 * The state of all parts at one moment, and the answers that follow from it. A supervisor restarts on {@link #alive()}, so
 * that one fails only where the server is of no use as it is; a load balancer waits for {@link #ready()}.
 *
 * @param started whether the listeners and routes have come up
 */
public record HealthReport(boolean started, List<Part> parts) {
    public HealthReport {
        parts = List.copyOf(parts);
    }

    /** Whether the process should go on living: 503 only when the API or the store is broken. */
    public HealthAnswer alive() {
        List<Part> troubled = those(Part::isTroubled);
        if (troubled.stream().anyMatch(p -> p.isBroken() && p.name().vital())) {
            return new HealthAnswer(503, "unhealthy", "VPN Sentinel server is broken", troubled);
        }
        return troubled.isEmpty()
                ? new HealthAnswer(200, "ok", "VPN Sentinel server is healthy", troubled)
                : new HealthAnswer(200, "degraded", "VPN Sentinel server works with limits", troubled);
    }

    /** Whether the server can do its whole work: 503 while any part is broken, a refused route edit aside. */
    public HealthAnswer ready() {
        List<Part> troubled = those(Part::isTroubled);
        boolean blocked = troubled.stream().anyMatch(p -> p.isBroken() && p.name() != Part.Name.ROUTES);
        return started && !blocked
                ? new HealthAnswer(200, "ok", "VPN Sentinel server is ready", troubled)
                : new HealthAnswer(503, "unavailable", "VPN Sentinel server is not ready", troubled);
    }

    /** Whether the start is over: 503 until the API answers. */
    public HealthAnswer startup() {
        return started
                ? new HealthAnswer(200, "ok", "VPN Sentinel server has started", List.of())
                : new HealthAnswer(503, "starting", "VPN Sentinel server is starting", List.of());
    }

    private List<Part> those(Predicate<Part> wanted) {
        return parts.stream().filter(wanted).toList();
    }
}
