package conventions;

import java.util.List;
import java.util.stream.Collectors;
import vpnsentinel.engine.Step;
import vpnsentinel.settings.Declaration;
import vpnsentinel.settings.Declarations;

/** The parts of the documentation that are generated from what is declared in settings, routes, and rules. */
final class Docs {
    private Docs() {}

    /** The whole of {@code .env.example}. */
    static String envExample() {
        StringBuilder text = new StringBuilder("""
                # Every setting of VPN Sentinel with its default. Copy this file to .env and set what is yours.
                # The environment wins over .env. An empty value means "not set".
                # Generated from src/sentinel.properties by ./sentinel test --write-docs
                """);
        String section = "";
        for (Declaration each : Declarations.all()) {
            if (!each.section().equals(section)) {
                section = each.section();
                text.append("\n## ").append(section).append('\n');
            }
            text.append('\n').append(entry(each));
        }
        return text.toString();
    }

    private static String entry(Declaration each) {
        String comment = each.effect() + " (" + facts(each) + ")";
        String line = each.name() + "=" + each.standard();
        return wrapped(comment) + (isRequired(each) ? "" : "#") + line + "\n";
    }

    private static String facts(Declaration each) {
        String half = each.half().equals("both") ? "both halves" : each.half();
        String others = each.names().size() > 1 ? "; also " + String.join(", ", otherNames(each)) : "";
        String file = isSecret(each) ? "; or " + each.name() + "_FILE" : "";
        return half + "; " + each.kind().word() + others + file;
    }

    private static boolean isRequired(Declaration each) {
        return each.effect().contains("Required");
    }

    private static boolean isSecret(Declaration each) {
        return each.kind().isSecret();
    }

    private static List<String> otherNames(Declaration each) {
        return each.names().subList(1, each.names().size());
    }

    private static String wrapped(String text) {
        StringBuilder lines = new StringBuilder();
        StringBuilder line = new StringBuilder("#");
        for (String word : text.split(" ")) {
            if (line.length() + 1 + word.length() > 118) {
                lines.append(line).append('\n');
                line = new StringBuilder("#");
            }
            line.append(' ').append(word);
        }
        return lines.append(line).append('\n').toString();
    }

    /** The folders of routes, each of which has a page. */
    static final List<String> ROUTES = List.of("server-routes", "client-routes");

    /** The page of a folder of routes with its generated parts written anew. */
    static String page(String folder, List<Step> steps, String current) {
        return between(between(current, "routes", routes(folder)), "steps", steps(steps));
    }

    private static String between(String text, String name, String content) {
        String start = "<!-- generated: " + name + " -->\n";
        String end = "<!-- end: " + name + " -->";
        int from = text.indexOf(start);
        int to = text.indexOf(end);
        if (from < 0 || to < from) {
            throw new IllegalStateException("the page has no '" + start.strip() + "' before '" + end + "'");
        }
        return text.substring(0, from + start.length()) + content + text.substring(to);
    }

    private static String steps(List<Step> steps) {
        return steps.stream()
                .map(step -> "| `" + step.name() + "` | " + step.takes() + " | " + left(step) + " | "
                        + (step.blocks() ? "yes" : "") + " |\n")
                .collect(Collectors.joining("", "| step | takes | leaves | may block |\n|---|---|---|---|\n", ""));
    }

    private static String left(Step step) {
        String properties = step.properties().stream()
                .map(name -> "`" + name + "`")
                .collect(Collectors.joining(", ", step.properties().size() == 1 ? "property " : "properties ", ""));
        return step.properties().isEmpty()
                ? step.leaves()
                : step.leaves().isEmpty() ? properties : step.leaves() + "; " + properties;
    }

    private static String routes(String folder) {
        return RouteFile.in(folder).stream()
                .map(file ->
                        "| [" + file.stem() + "](" + file.path().getFileName() + ") | " + file.description() + " |\n")
                .collect(Collectors.joining("", "| route | what it does |\n|---|---|\n", ""));
    }
}
