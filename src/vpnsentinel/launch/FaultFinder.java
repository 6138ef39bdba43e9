package vpnsentinel.launch;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds file and line of what the routing engine complains about. Where it names no line, the longest word of the reason
 * that stands on exactly one line of the changed files tells it; so a line is a good guess, not a promise.
 */
final class FaultFinder {
    private static final Pattern LINE = Pattern.compile("line[: ]+(\\d+)");
    private static final Pattern ROUTE = Pattern.compile("route:? \\(?([a-z][a-z0-9-]+)\\)?");
    private static final Pattern BEAN = Pattern.compile("No bean could be found in the registry for: (\\S+)");

    private FaultFinder() {}

    /**
     * The fault behind the exception.
     *
     * @param files all files that were loaded
     * @param known the files as they run now; the culprit is sought among those that differ
     */
    static RouteFault find(
            Throwable thrown, Map<String, String> files, Map<String, String> known, String folder, Instant now) {
        StringBuilder text = new StringBuilder();
        Throwable root = thrown;
        for (Throwable each = thrown; each != null; each = each.getCause()) {
            text.append(each.getMessage()).append('\n');
            root = each;
        }
        String reason = reason(root);
        String named = files.keySet().stream()
                .filter(file -> text.indexOf(file) >= 0)
                .findFirst()
                .orElseGet(() -> ofRoute(text, files));
        int line = lastLine(text);
        if (line == 0) {
            Place place = place(reason + "\n" + text, files, known, named);
            named = place.file.isEmpty() ? named : place.file;
            line = place.line;
        }
        return new RouteFault(named.isEmpty() ? folder : named, line, reason, now);
    }

    /** The file of the route that the text names; a file is called like its route. */
    private static String ofRoute(CharSequence text, Map<String, String> files) {
        Matcher match = ROUTE.matcher(text);
        String file = match.find() ? match.group(1) + ".camel.yaml" : "";
        return files.containsKey(file) ? file : "";
    }

    private static String reason(Throwable root) {
        String first = String.valueOf(root.getMessage())
                .lines()
                .filter(line -> !line.isBlank())
                .findFirst()
                .orElse(root.toString())
                .strip();
        Matcher bean = BEAN.matcher(first);
        return bean.find() ? "no step or bean is named '" + bean.group(1) + "'" : first;
    }

    /** The last line that the text names: the first is only where the block began. */
    private static int lastLine(CharSequence text) {
        int line = 0;
        for (Matcher match = LINE.matcher(text); match.find(); ) {
            line = Integer.parseInt(match.group(1));
        }
        return line;
    }

    private static Place place(String text, Map<String, String> files, Map<String, String> known, String named) {
        List<String> words = Stream.of(text.split("[^\\w.-]+"))
                .filter(word -> word.length() > 2)
                .distinct()
                .sorted(Comparator.comparing(String::length).reversed())
                .toList();
        for (String word : words) {
            List<Place> hits = new ArrayList<>();
            files.forEach((file, content) -> {
                if ((named.isEmpty() || named.equals(file)) && !content.equals(known.get(file))) {
                    hits.addAll(hits(file, content, word));
                }
            });
            if (hits.size() == 1) {
                return hits.get(0);
            }
        }
        return new Place("", 0);
    }

    private static List<Place> hits(String file, String content, String word) {
        List<Place> hits = new ArrayList<>();
        List<String> lines = content.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).contains(word)) {
                hits.add(new Place(file, i + 1));
            }
        }
        return hits;
    }

    private record Place(String file, int line) {}
}
