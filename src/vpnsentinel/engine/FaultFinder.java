package vpnsentinel.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import vpnsentinel.settings.Spelling;

/**
 * Finds file and line of what the routing engine complains about. What ran before was whole, so the culprit is among the
 * edited files. An {@link UnknownWord} is where it stands. Else, where one line was edited it is that line; otherwise the
 * line is the one that the engine names, or the only one with the longest word of the reason: a good guess, not a promise.
 */
final class FaultFinder {
    /** Schemes are short: more letters wrong than this is another one. */
    private static final int MOST_EDITS = 2;

    private static final Pattern LINE = Pattern.compile("line[: ]+(\\d+)");
    private static final Pattern ROUTE = Pattern.compile("route:? \\(?([a-z][a-z0-9-]+)\\)?");
    private static final Pattern BEAN = Pattern.compile("No bean could be found in the registry for: (\\S+)");
    private static final Pattern PLACEHOLDER = Pattern.compile("Property with key \\[([^]]+)] not found");
    private static final Pattern FIELD = Pattern.compile("(?:Unsupported|Unknown) field:? '?([\\w-]+)");
    private static final Pattern STEP = Pattern.compile("Unknown node id: ([\\w-]+)");
    private static final Pattern PARAMETERS = Pattern.compile("Unknown parameters=\\[\\{([^=}]+)=");
    private static final Pattern SAME_ID = Pattern.compile("duplicate id detected: ([^.\\s]+)");
    private static final Pattern COMPONENT = Pattern.compile("No endpoint could be found for: ([A-Za-z][\\w.+-]*):");

    private final Map<String, String> files;
    private final Map<String, String> known;
    private final Set<String> suspects;
    private final String text;
    private final Reason reason;
    private final Optional<UnknownWord> unknown;

    private FaultFinder(Throwable thrown, Map<String, String> files, Map<String, String> known, Vocabulary words) {
        this.files = files;
        this.known = known;
        this.suspects = suspects(files, known);
        StringBuilder all = new StringBuilder();
        Throwable root = thrown;
        Optional<UnknownWord> word = Optional.empty();
        for (Throwable each = thrown; each != null; each = each.getCause()) {
            all.append(each.getMessage()).append('\n');
            root = each;
            word = each instanceof UnknownWord found ? Optional.of(found) : word;
        }
        this.text = all.toString();
        this.reason = reason(root, words);
        this.unknown = word;
    }

    /**
     * The fault behind the exception.
     *
     * @param files all files that were loaded
     * @param known the files as they run now, empty at the start
     * @param words what may have been meant; asked only when a word was none
     */
    static RouteFault find(
            Throwable thrown,
            Map<String, String> files,
            Map<String, String> known,
            String folder,
            Vocabulary words,
            Instant now) {
        FaultFinder finder = new FaultFinder(thrown, files, known, words);
        Place place = finder.unknown.flatMap(finder::standing).orElseGet(finder::place);
        return new RouteFault(place.file.isEmpty() ? folder : place.file, place.line, finder.reason.text, now);
    }

    /** The files that differ; where none does, those that are gone. */
    private static Set<String> suspects(Map<String, String> files, Map<String, String> known) {
        Set<String> names = new TreeSet<>(files.keySet());
        names.removeIf(file -> Objects.equals(files.get(file), known.get(file)));
        if (names.isEmpty()) {
            names.addAll(known.keySet());
            names.removeAll(files.keySet());
        }
        return names;
    }

    private static Reason reason(Throwable root, Vocabulary words) {
        String first = String.valueOf(root.getMessage())
                .lines()
                .filter(line -> !line.isBlank())
                .findFirst()
                .orElse(root.toString())
                .strip();
        Optional<Reason> plain = plain(BEAN, first, words::beans, word -> "no step or bean is named '" + word + "'")
                .or(() -> plain(PLACEHOLDER, first, words::settings, word -> "no setting has the key '" + word + "'"))
                .or(() -> plain(FIELD, first, words::options, word -> "'" + word + "' is no option here"))
                .or(() -> plain(STEP, first, Set::of, word -> "there is no step '" + word + "'"))
                .or(() -> plain(PARAMETERS, first, Set::of, word -> "the component has no option '" + word + "'"))
                .or(() -> plain(SAME_ID, first, Set::of, word -> "two steps of the route have the id '" + word + "'"));
        if (plain.isPresent()) {
            return plain.get();
        }
        Matcher component = COMPONENT.matcher(first);
        return component.find() ? noComponent(component.group(1), words.schemes()) : new Reason(first, first);
    }

    private static Optional<Reason> plain(
            Pattern pattern, String first, Supplier<Set<String>> known, UnaryOperator<String> words) {
        Matcher found = pattern.matcher(first);
        if (!found.find()) {
            return Optional.empty();
        }
        String word = found.group(1);
        String advice = EndpointCheck.near(word, known.get())
                .map(near -> "; did you mean '" + near + "'?")
                .orElse("");
        return Optional.of(new Reason(words.apply(word) + advice, word));
    }

    private static Reason noComponent(String scheme, Set<String> known) {
        String meant = Spelling.nearest(scheme, known, MOST_EDITS)
                .map(near -> "; did you mean '" + near + "'?")
                .orElse(";");
        return new Reason(
                "there is no component '" + scheme + "'" + meant + " there are "
                        + String.join(", ", new TreeSet<>(known)) + "; others go as jars into lib/",
                scheme + ":");
    }

    private Optional<Place> standing(UnknownWord word) {
        Pattern whole = Pattern.compile("(?m)^[^#\\n]*?(?<![\\w-])" + Pattern.quote(word.word()) + "(?![\\w-])");
        for (String file : suspects) {
            String content = files.getOrDefault(file, "");
            Matcher at = whole.matcher(content);
            if (at.find()) {
                return Optional.of(new Place(
                        file, (int) content.substring(0, at.end()).lines().count()));
            }
        }
        return Optional.empty();
    }

    private Place place() {
        String named = suspects.size() == 1
                ? suspects.iterator().next()
                : suspects.stream().filter(text::contains).findFirst().orElseGet(this::ofRoute);
        int edited = editedLine(named);
        int line = edited > 0 ? edited : lastLine();
        return line > 0 ? new Place(named, line) : byWords(named);
    }

    /** The file of the route that the text names; a file is called like its route. */
    private String ofRoute() {
        Matcher match = ROUTE.matcher(text);
        String file = match.find() ? match.group(1) + ".camel.yaml" : "";
        return files.containsKey(file) ? file : "";
    }

    /** The only line of the file that differs from the running one, 0 when there are more or none. */
    private int editedLine(String file) {
        List<String> now = files.getOrDefault(file, "").lines().toList();
        List<String> before = known.getOrDefault(file, "").lines().toList();
        int most = Math.min(now.size(), before.size());
        int same = 0;
        while (same < most && now.get(same).equals(before.get(same))) {
            same++;
        }
        int after = 0;
        while (after < most - same && now.get(now.size() - 1 - after).equals(before.get(before.size() - 1 - after))) {
            after++;
        }
        return known.containsKey(file) && now.size() - same - after == 1 ? same + 1 : 0;
    }

    /** The last line that the text names: the first is only where the block began. */
    private int lastLine() {
        int line = 0;
        for (Matcher match = LINE.matcher(text); match.find(); ) {
            line = Integer.parseInt(match.group(1));
        }
        return line;
    }

    private Place byWords(String named) {
        // the whole text repeats the route; the reason names what is wrong with it
        for (String word :
                Stream.concat(words(reason.culprit), words(text)).distinct().toList()) {
            List<Place> hits = new ArrayList<>();
            for (String file : suspects) {
                if (named.isEmpty() || named.equals(file)) {
                    hits.addAll(hits(file, word));
                }
            }
            if (hits.size() == 1) {
                return hits.get(0);
            }
        }
        return new Place(named, 0);
    }

    private static Stream<String> words(String text) {
        return Stream.of(text.split("[^\\w.-]+"))
                .filter(word -> word.length() > 2)
                .sorted(Comparator.comparing(String::length).reversed());
    }

    private List<Place> hits(String file, String word) {
        List<Place> hits = new ArrayList<>();
        List<String> lines = files.getOrDefault(file, "").lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).contains(word)) {
                hits.add(new Place(file, i + 1));
            }
        }
        return hits;
    }

    /**
     * What is wrong.
     *
     * @param culprit the words of it by which the line is found
     */
    private record Reason(String text, String culprit) {}

    private record Place(String file, int line) {}
}
