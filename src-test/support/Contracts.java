package support;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.BiFunction;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.model.ProcessDefinition;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.SimpleRegistry;
import org.apache.camel.support.processor.DelegateAsyncProcessor;
import vpnsentinel.engine.Step;
import vpnsentinel.engine.Wiring;

/** Watches the steps of a context's routes at work: which properties each of them changes. */
public final class Contracts implements InterceptStrategy {
    private final Map<String, Step> steps = new ConcurrentHashMap<>();
    private final Map<String, Set<String>> changed = new ConcurrentHashMap<>();

    /** Watches the steps of the routes that are loaded into the context from now on. */
    public Contracts watch(CamelContext context) {
        context.getCamelContextExtension().addInterceptStrategy(this);
        return this;
    }

    /** The steps that the half makes known to its routes, by name. */
    static List<Step> bound(Wiring half) {
        SimpleRegistry registry = new SimpleRegistry();
        half.bind(registry);
        return registry.findByType(Step.class).stream()
                .sorted(Comparator.comparing(Step::name))
                .toList();
    }

    @Override
    public Processor wrapProcessorInInterceptors(
            CamelContext context, NamedNode node, Processor target, Processor nextTarget) {
        Step step = node instanceof ProcessDefinition process && process.getRef() != null
                ? context.getRegistry().lookupByNameAndType(process.getRef(), Step.class)
                : null;
        return step == null ? target : new Watched(step, target);
    }

    private final class Watched extends DelegateAsyncProcessor {
        private final Step step;

        Watched(Step step, Processor target) {
            super(target);
            this.step = step;
        }

        @Override
        public boolean process(Exchange exchange, AsyncCallback callback) {
            Map<String, Object> before = new HashMap<>(exchange.getProperties());
            boolean sync = super.process(exchange, callback);
            note(step, before, exchange.getProperties());
            return sync;
        }
    }

    private void note(Step step, Map<String, Object> before, Map<String, Object> after) {
        steps.put(step.name(), step);
        Set<String> names = changed.computeIfAbsent(step.name(), name -> new ConcurrentSkipListSet<>());
        Set<String> all = new TreeSet<>(before.keySet());
        all.addAll(after.keySet());
        all.stream()
                .filter(name -> !name.startsWith("Camel") && before.get(name) != after.get(name))
                .forEach(names::add);
    }

    /** The names of the steps that were at work. */
    public Set<String> seen() {
        return new TreeSet<>(steps.keySet());
    }

    /** What steps did to properties that they do not declare: {@code read-keepalive: caller}. */
    public List<String> undeclared() {
        return differences((step, names) -> {
            names.removeAll(step.properties());
            return names;
        });
    }

    /** The properties that steps declare and that none of their runs changed: {@code judge-evidence: findings}. */
    public List<String> neverLeft() {
        return differences((step, names) -> {
            Set<String> declared = new TreeSet<>(step.properties());
            declared.removeAll(names);
            return declared;
        });
    }

    private List<String> differences(BiFunction<Step, Set<String>, Set<String>> difference) {
        return seen().stream()
                .flatMap(name -> difference.apply(steps.get(name), new TreeSet<>(changed.get(name))).stream()
                        .map(property -> name + ": " + property))
                .toList();
    }
}
