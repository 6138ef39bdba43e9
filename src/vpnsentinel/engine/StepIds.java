package vpnsentinel.engine;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.apache.camel.NamedNode;
import org.apache.camel.model.Model;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.ModelLifecycleStrategySupport;
import org.apache.camel.model.OptionalIdentifiedDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteDefinition;

/**
 * Lets two files give the same id to a step. The engine wants ids that people gave to be unique among all routes; those that
 * are unique in their own route it takes for its own.
 */
final class StepIds extends ModelLifecycleStrategySupport {
    /** Holds for all routes that are added from now on. */
    static void ofEachRouteAlone(CamelContext context) {
        Model model = ((ModelCamelContext) context).getCamelContextExtension().getContextPlugin(Model.class);
        model.addModelLifecycleStrategy(new StepIds());
    }

    @Override
    public void onAddRouteDefinition(RouteDefinition route) {
        Map<String, Integer> uses = new HashMap<>();
        forEach(route, step -> uses.merge(step.getId(), 1, Integer::sum));
        forEach(route, step -> {
            if (uses.getOrDefault(step.getId(), 0) == 1) {
                step.setGeneratedId(step.getId());
            }
        });
    }

    private static void forEach(NamedNode node, Consumer<OptionalIdentifiedDefinition<?>> action) {
        if (node instanceof OptionalIdentifiedDefinition<?> step
                && !(node instanceof RouteDefinition)
                && step.getId() != null
                && step.hasCustomIdAssigned()) {
            action.accept(step);
        }
        if (node instanceof ProcessorDefinition<?> parent) {
            parent.getOutputs().forEach(child -> forEach(child, action));
        }
    }
}
