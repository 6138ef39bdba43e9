package vpnsentinel.engine;

import java.util.HashSet;
import java.util.Set;
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
        release(route, new HashSet<>());
    }

    private static void release(NamedNode node, Set<String> seen) {
        if (node instanceof OptionalIdentifiedDefinition<?> step
                && !(node instanceof RouteDefinition)
                && step.getId() != null
                && step.hasCustomIdAssigned()
                && seen.add(step.getId())) {
            step.setGeneratedId(step.getId());
        }
        if (node instanceof ProcessorDefinition<?> parent) {
            parent.getOutputs().forEach(child -> release(child, seen));
        }
    }
}
