package vpnsentinel.engine;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import vpnsentinel.settings.Spelling;

/**
 * Holds the options of an endpoint to those that its component has, and their values to the types of these. What a web
 * address takes beyond them may be meant for whoever answers there, unless it is nearly the name of an option.
 */
final class EndpointCheck {
    private static final Pattern URI = Pattern.compile("([A-Za-z][\\w+.-]*):([^?]*)(?:\\?(.*))?", Pattern.DOTALL);

    private final CamelContext context;
    private final OptionTypes types;

    EndpointCheck(CamelContext context, OptionTypes types) {
        this.context = context;
        this.types = types;
    }

    /** An option as it is written. */
    record Given(String name, String value, int line) {}

    /**
     * What is wrong with the options.
     *
     * @param uri as it is written, options behind the question mark included
     * @param line where that stands
     * @param parameters those that stand apart
     */
    List<Complaint> complaints(String uri, int line, List<Given> parameters) {
        Matcher parts = URI.matcher(resolved(uri));
        if (!parts.matches()) {
            return List.of(); // the engine finds words for it
        }
        Optional<OptionTypes.Described> described = types.ofScheme(parts.group(1));
        if (described.isEmpty()) {
            return List.of(); // a component of ours checks its options itself
        }
        List<Given> all = new ArrayList<>(query(parts.group(3), line));
        all.addAll(parameters);
        List<Complaint> complaints = new ArrayList<>();
        for (Given each : all) {
            complaint(parts.group(1), described.get(), each)
                    .ifPresent(text -> complaints.add(new Complaint(each.line(), text)));
        }
        return complaints;
    }

    private Optional<String> complaint(String scheme, OptionTypes.Described described, Given given) {
        Optional<OptionTypes.Option> option = described.option(given.name());
        if (option.isPresent()) {
            return option.get()
                    .expected(resolved(given.value()))
                    .map(expected -> "'" + given.name() + ": " + given.value() + "': expected " + expected);
        }
        Set<String> known = new HashSet<>(described.options().keySet());
        Optional<String> meant = near(given.name(), known);
        if (meant.isPresent()) {
            return Optional.of(
                    "'" + scheme + ":' has no option '" + given.name() + "'; did you mean '" + meant.get() + "'?");
        }
        return described.lenient() && described.others().contains(given.name())
                ? Optional.of("'" + given.name() + "' is no option of a single call")
                : Optional.empty(); // what else is unknown, the engine refuses, or it is another's
    }

    /** The word that was nearly written; short ones resemble too many others. */
    static Optional<String> near(String word, Collection<String> known) {
        int most = word.length() < 4 ? 0 : word.length() < 6 ? 1 : word.length() < 9 ? 2 : 3;
        Optional<String> same = known.stream().filter(word::equalsIgnoreCase).findFirst();
        return same.isPresent() || most == 0 ? same : Spelling.nearest(word, known, most);
    }

    private List<Given> query(String query, int line) {
        List<Given> given = new ArrayList<>();
        for (String pair : Optional.ofNullable(query).orElse("").split("&")) {
            String[] parts = pair.split("=", 2);
            if (!parts[0].isEmpty()
                    && parts.length == 2
                    && !parts[1].toUpperCase(Locale.ROOT).startsWith("RAW")) {
                given.add(new Given(decoded(parts[0]), decoded(parts[1]), line));
            }
        }
        return given;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text; // a percent sign that means itself
        }
    }

    /** A text with its settings; one that names an unknown setting stays, the engine finds words for it. */
    private String resolved(String text) {
        try {
            return text.contains("{{")
                    ? Optional.ofNullable(context.resolvePropertyPlaceholders(text))
                            .orElse("")
                    : text;
        } catch (RuntimeException e) {
            return text;
        }
    }
}
