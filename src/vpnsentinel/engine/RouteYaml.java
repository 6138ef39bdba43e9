package vpnsentinel.engine;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Reads one route file and finds what the routing engine would take without a word, or refuse in words that help nobody: a
 * root that is no list of routes, a route without beginning or name, steps that are none, options of wrong names or types.
 */
final class RouteYaml {
    private static final Pattern OFF = Pattern.compile("(?i)#\\s*off\\b.*");
    private static final Set<String> CALLS = Set.of("from", "to", "wireTap", "poll");
    private static final List<String> ROOTS = List.of(
            "route",
            "routeConfiguration",
            "routeTemplate",
            "templatedRoute",
            "from",
            "beans",
            "rest",
            "restConfiguration",
            "errorHandler",
            "onException",
            "onCompletion",
            "intercept",
            "interceptFrom",
            "interceptSendToEndpoint",
            "dataFormats",
            "transformers",
            "validate");
    private static final String WANTED = "a route file is a list that begins with '- route:'";

    private final OptionTypes types;
    private final EndpointCheck endpoints;
    private final Set<String> known;

    RouteYaml(CamelContext context) {
        types = new OptionTypes(context);
        endpoints = new EndpointCheck(context, types);
        known = new TreeSet<>(Schemes.steps(context));
    }

    /** Whether the file says that its route is switched off: by a comment {@code # off} and nothing else but comments. */
    static boolean isOff(String text) {
        List<String> lines = shown(text);
        return !lines.isEmpty()
                && OFF.matcher(lines.get(0)).matches()
                && lines.stream().allMatch(line -> line.startsWith("#"));
    }

    private static List<String> shown(String text) {
        return text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    }

    /** The ids of the routes in the file; none where it cannot be read. */
    static Set<String> ids(String text) {
        Set<String> ids = new HashSet<>();
        try {
            for (Node entry : entries(root(text))) {
                for (NodeTuple each : tuples(entry)) {
                    value(each.getValueNode(), "id").flatMap(RouteYaml::scalar).ifPresent(ids::add);
                }
            }
        } catch (YamlEngineException e) {
            return Set.of(); // complained of elsewhere
        }
        return ids;
    }

    /** What is wrong with the file, from its top to its end; empty when the engine may try it. */
    List<Complaint> complaints(String text, String stem) {
        if (shown(text).stream().allMatch(line -> line.startsWith("#") || line.equals("---"))) {
            return List.of(
                    Complaint.ofWhole("holds no route; to switch its route off, let it hold the one line '# off'"));
        }
        try {
            Optional<Node> root = root(text);
            List<Complaint> complaints = new ArrayList<>();
            if (root.isEmpty() || !(root.get() instanceof SequenceNode)) {
                return List.of(new Complaint(root.map(RouteYaml::line).orElse(0), WANTED));
            }
            for (Node entry : entries(root)) {
                entry(entry, stem, complaints);
            }
            return complaints;
        } catch (MarkedYamlEngineException e) {
            return List.of(YamlWords.of(e, text));
        } catch (YamlEngineException e) {
            return List.of(Complaint.ofWhole("this is no YAML: " + e.getMessage()));
        }
    }

    private static Optional<Node> root(String text) {
        return new Compose(LoadSettings.builder().build()).composeString(text);
    }

    private void entry(Node entry, String stem, List<Complaint> complaints) {
        List<NodeTuple> tuples = tuples(entry);
        if (tuples.size() != 1) {
            complaints.add(new Complaint(
                    line(entry),
                    tuples.isEmpty()
                            ? WANTED
                            : "what belongs to the route is to be indented by two blanks more than it"));
            return;
        }
        String word = name(tuples.get(0));
        Node value = tuples.get(0).getValueNode();
        int line = line(tuples.get(0).getKeyNode());
        if (!ROOTS.contains(word) && types.ofWord(camelCase(word)).isEmpty()) {
            complaints.add(new Complaint(
                    line,
                    "a file cannot begin with '" + word + ":'"
                            + meant(word, ROOTS).orElse("; " + WANTED)));
            return;
        }
        if (word.equals("route")) {
            route(value, line, stem, complaints);
        }
        walk(word, value, complaints);
    }

    private void route(Node route, int line, String stem, List<Complaint> complaints) {
        if (tuples(route).isEmpty()) {
            complaints.add(new Complaint(line, "the route is empty: it needs an 'id:' and a 'from:'"));
            return;
        }
        if (value(route, "id").isEmpty()) {
            complaints.add(new Complaint(line, "the route has no 'id:'; it should be that of its file, " + stem));
        }
        Optional<Node> from = value(route, "from");
        if (from.isEmpty()) {
            complaints.add(new Complaint(line, "the route has no 'from:'" + instead(route, "from")));
        } else if (from.get() instanceof MappingNode && value(from.get(), "uri").isEmpty()) {
            complaints.add(new Complaint(line(from.get()), "'from:' has no 'uri:'" + instead(from.get(), "uri")));
        }
    }

    /** What stands there in its place, nearly written so. */
    private static String instead(Node mapping, String wanted) {
        return tuples(mapping).stream()
                .map(RouteYaml::name)
                .filter(each -> each.length() == wanted.length()
                        && EndpointCheck.near(each + "____", Set.of(wanted + "____"))
                                .isPresent())
                .map(each -> "; did '" + each + ":' mean it?")
                .findFirst()
                .orElse("");
    }

    /** Looks at what belongs to a word of the language, and at all below it. */
    private void walk(String word, Node node, List<Complaint> complaints) {
        if (node instanceof SequenceNode) {
            for (Node item : entries(Optional.of(node))) {
                walk(word, item, complaints);
            }
            return;
        }
        if (node instanceof ScalarNode && CALLS.contains(word)) {
            endpoint(scalar(node).orElse(""), line(node), List.of(), complaints);
        }
        twice(node, complaints);
        for (NodeTuple each : tuples(node)) {
            String name = name(each);
            if (name.equals("steps")) {
                steps(each.getValueNode(), complaints);
            } else if (name.equals("parameters")) {
                twice(each.getValueNode(), complaints);
            } else {
                option(word, name, each, complaints);
                walk(name, each.getValueNode(), complaints);
            }
        }
        value(node, "uri")
                .flatMap(RouteYaml::scalar)
                .ifPresent(uri -> endpoint(uri, line(value(node, "uri").orElse(node)), parameters(node), complaints));
    }

    /** The engine lets the last one win. */
    private static void twice(Node mapping, List<Complaint> complaints) {
        Set<String> seen = new HashSet<>();
        for (NodeTuple each : tuples(mapping)) {
            if (!seen.add(name(each))) {
                complaints.add(
                        new Complaint(line(each.getKeyNode()), "'" + name(each) + ":' stands here a second time"));
            }
        }
    }

    private void steps(Node steps, List<Complaint> complaints) {
        for (Node step : entries(Optional.of(steps))) {
            List<NodeTuple> tuples = tuples(step);
            for (NodeTuple each : tuples) {
                String name = name(each);
                int line = line(each.getKeyNode());
                Optional<String> advice = meant(name, known);
                if (types.ofWord(camelCase(name)).isEmpty() && advice.isPresent()) {
                    complaints.add(new Complaint(line, "there is no step '" + name + "'" + advice.get()));
                } else if (tuples.size() > 1) {
                    complaints.add(new Complaint(
                            line, "a step has one name; what belongs to it is to be indented by two blanks more"));
                    return;
                } else {
                    walk(name, each.getValueNode(), complaints);
                }
            }
        }
    }

    /** The engine takes {@code set-body} for {@code setBody}. */
    private static String camelCase(String word) {
        return Pattern.compile("-([a-z])")
                .matcher(word)
                .replaceAll(found -> found.group(1).toUpperCase(Locale.ROOT));
    }

    private void option(String word, String name, NodeTuple given, List<Complaint> complaints) {
        Optional<String> value = scalar(given.getValueNode());
        value.flatMap(text -> types.ofWord(word)
                        .flatMap(described -> described.option(name))
                        .flatMap(option -> option.expected(text)))
                .ifPresent(expected -> complaints.add(new Complaint(
                        line(given.getKeyNode()), "'" + name + ": " + value.get() + "': expected " + expected)));
    }

    private void endpoint(String uri, int line, List<EndpointCheck.Given> given, List<Complaint> complaints) {
        complaints.addAll(endpoints.complaints(uri, line, given));
    }

    private static List<EndpointCheck.Given> parameters(Node node) {
        return value(node, "parameters").map(RouteYaml::tuples).orElse(List.of()).stream()
                .map(each -> new EndpointCheck.Given(
                        name(each), scalar(each.getValueNode()).orElse(""), line(each.getKeyNode())))
                .toList();
    }

    private static Optional<String> meant(String word, Iterable<String> among) {
        Set<String> known = new TreeSet<>();
        among.forEach(known::add);
        return EndpointCheck.near(word, known).map(near -> "; did you mean '" + near + "'?");
    }

    private static List<Node> entries(Optional<Node> node) {
        return node.filter(SequenceNode.class::isInstance)
                .map(list -> ((SequenceNode) list).getValue())
                .orElse(List.of());
    }

    private static List<NodeTuple> tuples(Node node) {
        return node instanceof MappingNode mapping ? mapping.getValue() : List.of();
    }

    private static String name(NodeTuple tuple) {
        return scalar(tuple.getKeyNode()).orElse("");
    }

    private static Optional<Node> value(Node mapping, String name) {
        return tuples(mapping).stream()
                .filter(each -> name(each).equals(name))
                .map(NodeTuple::getValueNode)
                .findFirst();
    }

    private static Optional<String> scalar(Node node) {
        return node instanceof ScalarNode scalar ? Optional.of(scalar.getValue()) : Optional.empty();
    }

    private static int line(Node node) {
        return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
    }
}
