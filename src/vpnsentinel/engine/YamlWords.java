package vpnsentinel.engine;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/** Says of a text that is no YAML what a person would say who looks at it, and where. */
final class YamlWords {
    /** A value that begins with a quote: {@code uri: "direct:x}. */
    private static final Pattern QUOTED = Pattern.compile("^\\s*(?:- )*\\s*[\\w.-]+:\\s+([\"'])(.*)$");

    private static final Pattern SPECIAL = Pattern.compile("found character '?([@`%])'? ?");

    private YamlWords() {}

    static Complaint of(MarkedYamlEngineException thrown, String text) {
        String problem = Optional.ofNullable(thrown.getProblem()).orElse("");
        String context = Optional.ofNullable(thrown.getContext()).orElse("");
        int line = line(thrown.getProblemMark())
                .or(() -> line(thrown.getContextMark()))
                .orElse(0);
        int opened = line(thrown.getContextMark()).orElse(line);
        List<String> lines = text.lines().toList();
        if (problem.contains("TAB")) {
            return new Complaint(line, "a tab stands here; YAML is indented by blanks");
        }
        Optional<Complaint> open = openQuote(lines, line);
        if (open.isPresent()) {
            return open.get();
        }
        if (context.contains("quoted scalar")) {
            return new Complaint(opened, "the quote that opens here is not closed");
        }
        if (context.contains("flow ")) {
            return new Complaint(openBracket(lines, line).orElse(opened), "the bracket that opens here is not closed");
        }
        return new Complaint(line, words(problem, context));
    }

    private static String words(String problem, String context) {
        if (problem.contains("mapping values are not allowed")) {
            return "there can be no ':' here: the indentation does not fit the lines above, or the text needs quotes";
        }
        if (problem.contains("expected <block end>") || problem.contains("block sequence entries are not allowed")) {
            return "the indentation does not fit the lines above";
        }
        if (problem.contains("could not find expected ':'")) {
            return "a ':' is missing, or the indentation does not fit the lines above";
        }
        if (context.contains("scanning an alias") || context.contains("scanning an anchor")) {
            return "a text that begins with * or & needs quotes";
        }
        Matcher special = SPECIAL.matcher(problem);
        if (special.find()) {
            return "a text that begins with " + special.group(1) + " needs quotes";
        }
        if (context.contains("expected a single document")) {
            return "a second document begins here (---); a file holds one list of routes";
        }
        return "this is no YAML: " + (context.isEmpty() ? "" : context + ", ") + problem;
    }

    /** An open quote swallows what follows, and what is then complained of stands far below. */
    private static Optional<Complaint> openQuote(List<String> lines, int until) {
        for (int i = 0; i < Math.min(until, lines.size()); i++) {
            Matcher value = QUOTED.matcher(lines.get(i));
            if (value.matches() && !value.group(2).contains(value.group(1))) {
                return Optional.of(new Complaint(i + 1, "the quote that opens here is not closed"));
            }
        }
        return Optional.empty();
    }

    /** The last line that opens more brackets than it closes. */
    private static Optional<Integer> openBracket(List<String> lines, int until) {
        for (int i = Math.min(until, lines.size()); i > 0; i--) {
            String line = lines.get(i - 1);
            if (line.replaceAll("[^\\[{]", "").length()
                    > line.replaceAll("[^]}]", "").length()) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }

    private static Optional<Integer> line(Optional<Mark> mark) {
        return mark.map(at -> at.getLine() + 1);
    }
}
