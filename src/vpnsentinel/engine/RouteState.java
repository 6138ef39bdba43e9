package vpnsentinel.engine;

import java.util.List;
import java.util.stream.Stream;

/**
 * How the running routes differ from their files, and from what the half cannot do without.
 *
 * @param faults what cannot be used, one for each thing that is wrong
 * @param losses what the half does not do because a route that it needs is off or missing, one sentence each
 * @param remarks what else a person should know of the files, one sentence each
 */
public record RouteState(List<RouteFault> faults, List<String> losses, List<String> remarks) {
    /** Nothing is wrong. */
    public static final RouteState WHOLE = new RouteState(List.of(), List.of(), List.of());

    public RouteState {
        faults = List.copyOf(faults);
        losses = List.copyOf(losses);
        remarks = List.copyOf(remarks);
    }

    /** What makes the half less than whole, one sentence each: {@code edit refused: judge-client.camel.yaml:12: …}. */
    public List<String> troubles() {
        return Stream.concat(faults.stream().map(RouteFault::sentence), losses.stream())
                .toList();
    }
}
