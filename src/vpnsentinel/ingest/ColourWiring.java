package vpnsentinel.ingest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Predicate;
import org.apache.camel.Route;
import org.apache.camel.model.ChoiceDefinition;
import org.apache.camel.model.FilterDefinition;
import org.apache.camel.model.HasExpressionType;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.language.ExpressionDefinition;
import org.apache.camel.support.DefaultExchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vpnsentinel.engine.OneOf;
import vpnsentinel.engine.UnknownWord;
import vpnsentinel.fleet.Colour;
import vpnsentinel.network.Fact;

/**
 * Holds the route that colours findings to the findings that there are: refuses names that are none, which would let a
 * finding fall to another colour in silence, and says in the log what an edit changes. Used by one thread at a time.
 */
public final class ColourWiring {
    private static final Logger LOG = LoggerFactory.getLogger(ColourWiring.class);
    private static final String ROUTE = "colour-finding";
    private static final Set<String> KNOWN = ids();
    /** The body compared with words of the simple language: {@code ${body} == 'dns-leak'}, {@code ${body} in 'a,b'}. */
    private static final Pattern COMPARED =
            Pattern.compile("\\$\\{body}\\s*(?:==|=~|!=|!=~|in|!in)\\s*['\"]([^'\"]*)['\"]");

    private Map<String, Colour> checked = Map.of();
    private Map<String, Colour> inForce = Map.of();
    private List<String> unnamed = List.of();
    private volatile List<String> doubts = List.of();

    private static Set<String> ids() {
        return Set.copyOf(Arrays.stream(Fact.values()).map(Fact::id).toList());
    }

    /** Sends every finding through the route of a dry run once; throws when it names one that there is not. */
    public void checked(CamelContext dryRun) throws Exception {
        Optional<Route> route = Optional.ofNullable(dryRun.getRoute(ROUTE));
        if (route.isPresent()) {
            refuseUnknown(((ModelCamelContext) dryRun).getRouteDefinition(ROUTE));
        }
        unnamed = route.isPresent() ? unnamed((ModelCamelContext) dryRun) : List.of();
        Map<String, Colour> colours = new LinkedHashMap<>();
        for (Fact fact : Fact.values()) {
            colours.put(fact.id(), route.isPresent() ? colour(route.get(), fact.id()) : Colour.YELLOW);
        }
        checked = colours;
    }

    private static void refuseUnknown(RouteDefinition route) {
        for (HasExpressionType step :
                ProcessorDefinitionHelper.filterTypeInOutputs(route.getOutputs(), HasExpressionType.class)) {
            Optional<ExpressionDefinition> condition = Optional.ofNullable(step.getExpressionType());
            for (String name : condition.map(ColourWiring::names).orElse(List.of())) {
                if (!KNOWN.contains(name)) {
                    throw new UnknownWord("finding", name, KNOWN);
                }
            }
        }
    }

    /** The findings for which no branch holds, in a route that has branches; what colours them is what is left over. */
    private static List<String> unnamed(ModelCamelContext dryRun) {
        List<Predicate> branches = new ArrayList<>();
        for (ProcessorDefinition<?> step : ProcessorDefinitionHelper.filterTypeInOutputs(
                dryRun.getRouteDefinition(ROUTE).getOutputs(), ProcessorDefinition.class)) {
            if (step instanceof ChoiceDefinition choice) {
                choice.getWhenClauses().forEach(when -> branches.add(predicate(when.getExpression(), dryRun)));
            } else if (step instanceof FilterDefinition filter) {
                branches.add(predicate(filter.getExpression(), dryRun));
            }
        }
        return branches.isEmpty()
                ? List.of()
                : Arrays.stream(Fact.values())
                        .map(Fact::id)
                        .filter(id -> branches.stream().noneMatch(branch -> holds(branch, about(dryRun, id))))
                        .toList();
    }

    private static Predicate predicate(ExpressionDefinition condition, CamelContext dryRun) {
        Predicate predicate = condition.createPredicate(dryRun);
        predicate.init(dryRun);
        return predicate;
    }

    /** A condition that asks for more than the finding cannot be decided here. */
    private static boolean holds(Predicate branch, Exchange exchange) {
        try {
            return branch.matches(exchange);
        } catch (RuntimeException e) {
            return false;
        }
    }

    private static Exchange about(CamelContext context, String id) {
        Exchange exchange = new DefaultExchange(context);
        exchange.getMessage().setBody(id);
        return exchange;
    }

    /** The findings that a condition names. */
    private static Collection<String> names(ExpressionDefinition condition) {
        if (condition.getLanguage().equals(OneOf.NAME)) {
            return OneOf.words(condition.getExpression());
        }
        List<String> names = new ArrayList<>();
        for (Matcher at = COMPARED.matcher(condition.getExpression()); at.find(); ) {
            names.addAll(List.of(at.group(1).split(",")));
        }
        return names;
    }

    /** What no step colours counts as yellow. */
    private static Colour colour(Route route, String id) throws Exception {
        Exchange exchange = about(route.getCamelContext(), id);
        route.getProcessor().process(exchange);
        return exchange.getProperty(Steps.COLOUR, Colour.YELLOW, Colour.class);
    }

    /** The findings to which the route that runs gives a colour by no branch of their own, as a sentence. */
    public List<String> doubts() {
        return doubts;
    }

    /** The routes that were checked last run now: says which findings have another colour than before. */
    public void takenOver() {
        List<String> changes = new ArrayList<>();
        checked.forEach((finding, colour) -> {
            Colour before = inForce.getOrDefault(finding, colour);
            if (before != colour) {
                changes.add(finding + ": " + before.word() + " → " + colour.word());
            }
        });
        inForce = checked;
        List<String> before = doubts;
        doubts = unnamed.isEmpty()
                ? List.of()
                : List.of(ROUTE + " has no branch for " + String.join(", ", unnamed) + "; what is left over colours "
                        + (unnamed.size() == 1 ? "it" : "them"));
        doubts.stream().filter(each -> !before.contains(each)).forEach(LOG::warn);
        if (!changes.isEmpty()) {
            LOG.info("findings have other colours now: {}", String.join(", ", changes));
        }
    }
}
