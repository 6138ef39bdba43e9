package vpnsentinel.launch;

import java.util.List;
import java.util.stream.Stream;
import vpnsentinel.engine.RouteFault;
import vpnsentinel.engine.RouteState;

/**
 * How the files that people edit are at one moment.
 *
 * @param templates what is wrong with templates, one sentence each
 * @param ofTemplates what a person should know of the templates besides, one sentence each
 */
record EditedFiles(RouteState routes, List<String> templates, List<String> ofTemplates) {
    /** What cannot be used of them, one sentence each. */
    List<String> refused() {
        return Stream.concat(routes.faults().stream().map(RouteFault::sentence), templates.stream())
                .toList();
    }

    /** What a person should know besides, one sentence each. */
    List<String> remarks() {
        return Stream.of(routes.losses(), routes.remarks(), ofTemplates)
                .flatMap(List::stream)
                .toList();
    }
}
