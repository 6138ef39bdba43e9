package vpnsentinel.engine;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.CatalogCamelContext;
import org.apache.camel.Component;
import org.apache.camel.util.json.DeserializationException;
import org.apache.camel.util.json.JsonObject;
import org.apache.camel.util.json.Jsoner;

/**
 * What the routing engine's own descriptions say of options: which there are, and what their values can be. The engine itself
 * reads a wrong length of time as none, and sends what it does not know of a web address to whoever is called.
 */
final class OptionTypes {
    private static final Pattern TIME = Pattern.compile("(?i)-?\\d+|P(?=.)(\\d+D)?(T[\\dHMS.]+)?|(\\s*\\d+\\s*("
            + "d|days?|h|hours?|m|min|minutes?|s|sec|secs|seconds?|ms|millis|milliseconds?)\\s*)+");
    /** What a call over HTTP takes although only the component declares it. */
    private static final List<String> OF_A_CALL = List.of(
            "connectTimeout", "responseTimeout", "connectionRequestTimeout", "soTimeout", "connectionTimeToLive");

    private final CamelContext context;
    private final Map<String, Optional<Described>> known = new ConcurrentHashMap<>();

    OptionTypes(CamelContext context) {
        this.context = context;
    }

    /**
     * What is described.
     *
     * @param options by name
     * @param lenient whether unknown ones belong to somebody else, as those of a web address do
     * @param others names that are known, but not here
     */
    record Described(Map<String, Option> options, boolean lenient, Collection<String> others) {
        /** The option of that name, or the one that takes all of that prefix. */
        Optional<Option> option(String name) {
            return options.entrySet().stream()
                    .filter(each -> each.getKey().equalsIgnoreCase(name)
                            || (!each.getValue().prefix().isEmpty()
                                    && name.startsWith(each.getValue().prefix())))
                    .map(Map.Entry::getValue)
                    .findFirst();
        }
    }

    /**
     * One option.
     *
     * @param type as the description calls it: {@code duration}, {@code boolean}, {@code integer}, …
     * @param words what it can be, when it can only be one of some words
     * @param prefix with what names begin that it takes all, empty when it takes its own name alone
     */
    record Option(String type, List<String> words, String prefix) {
        /** What the value should be, when it cannot be this one. */
        Optional<String> expected(String value) {
            if (!prefix.isEmpty() || value.isBlank() || value.startsWith("#") || value.contains("{")) {
                return Optional.empty();
            }
            return switch (type) {
                case "duration" -> unless(TIME, value, "a length of time: milliseconds, or 500ms, 5s, 2m, 1h");
                case "boolean" -> unless(Pattern.compile("(?i)true|false"), value, "true or false");
                case "integer" -> unless(Pattern.compile("[-+]?\\d+"), value, "a whole number");
                case "number" -> unless(Pattern.compile("[-+]?\\d+(\\.\\d+)?"), value, "a number");
                case "enum" ->
                    words.isEmpty()
                                    || words.stream()
                                            .anyMatch(word -> plain(word).equals(plain(value)))
                            ? Optional.empty()
                            : Optional.of("one of " + String.join(", ", words));
                default -> Optional.empty();
            };
        }

        private static Optional<String> unless(Pattern right, String value, String expected) {
            return right.matcher(value.strip()).matches() ? Optional.empty() : Optional.of(expected);
        }

        private static String plain(String word) {
            return word.replaceAll("[-_]", "").toLowerCase(Locale.ROOT);
        }
    }

    /** The options of a component's endpoints; empty when nothing describes it. */
    Optional<Described> ofScheme(String scheme) {
        return known.computeIfAbsent("component:" + scheme, key -> component(scheme));
    }

    /** The options of a step or another word of route files; empty when nothing describes it. */
    Optional<Described> ofWord(String word) {
        return known.computeIfAbsent("word:" + word, key -> word(word));
    }

    private Optional<Described> component(String scheme) {
        try {
            return described(catalog().getComponentParameterJsonSchema(ownName(scheme)))
                    .map(json -> {
                        Map<String, Option> options = options(json.getMap("properties"));
                        Map<String, Option> wide = options(json.getMap("componentProperties"));
                        boolean lenient = isLenient(json);
                        if (lenient) {
                            OF_A_CALL.forEach(name ->
                                    Optional.ofNullable(wide.get(name)).ifPresent(option -> options.put(name, option)));
                        }
                        List<String> others = new ArrayList<>(wide.keySet());
                        others.removeAll(options.keySet());
                        return new Described(options, lenient, others);
                    });
        } catch (IOException e) {
            return Optional.empty(); // undescribed
        }
    }

    private Optional<Described> word(String word) {
        try {
            return described(catalog().getEipParameterJsonSchema(word))
                    .map(json -> new Described(options(json.getMap("properties")), false, List.of()));
        } catch (IOException e) {
            return Optional.empty(); // undescribed
        }
    }

    private CatalogCamelContext catalog() {
        return (CatalogCamelContext) context;
    }

    /** A component can be known by another name than the one under which it is described. */
    private String ownName(String scheme) {
        Component component = context.hasComponent(scheme);
        for (Class<?> type = component == null ? null : component.getClass();
                type != null;
                type = type.getSuperclass()) {
            var name = type.getDeclaredAnnotation(org.apache.camel.spi.annotations.Component.class);
            if (name != null) {
                List<String> names = List.of(name.value().split(","));
                return names.contains(scheme) ? scheme : names.get(0);
            }
        }
        return scheme;
    }

    private static Optional<JsonObject> described(String json) {
        try {
            return json == null ? Optional.empty() : Optional.of((JsonObject) Jsoner.deserialize(json));
        } catch (DeserializationException e) {
            return Optional.empty(); // undescribed
        }
    }

    private static boolean isLenient(JsonObject json) {
        return Boolean.TRUE.equals(json.getMap("component").get("lenientProperties"));
    }

    private static Map<String, Option> options(Map<String, Object> properties) {
        Map<String, Option> options = new HashMap<>();
        if (properties != null) {
            properties.forEach((name, each) -> {
                JsonObject option = (JsonObject) each;
                List<String> words = new ArrayList<>();
                if (option.get("enum") instanceof Collection<?> given) {
                    given.forEach(word -> words.add(String.valueOf(word)));
                }
                options.put(
                        name,
                        new Option(
                                option.getStringOrDefault("type", ""), words, option.getStringOrDefault("prefix", "")));
            });
        }
        return options;
    }
}
