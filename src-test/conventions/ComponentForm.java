package conventions;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.Field;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.Category;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import vpnsentinel.settings.Version;

/**
 * What an editor of routes needs to know of one of the product's own components, in the form of the routing engine's own
 * catalogue; made of the options that the component declares.
 *
 * @param declared the annotated record of its options
 */
record ComponentForm(Class<?> declared) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** All own components, by scheme. */
    static List<ComponentForm> all() {
        return Source.below("src", "Component.java").stream()
                .flatMap(source -> declared(source.path().toString()))
                .map(ComponentForm::new)
                .sorted(Comparator.comparing(ComponentForm::scheme))
                .toList();
    }

    private static Stream<Class<?>> declared(String source) {
        String component = source.substring("src/".length(), source.length() - ".java".length());
        try {
            return Stream.<Class<?>>of(
                            Class.forName(component.replace('/', '.')).getDeclaredClasses())
                    .filter(each -> each.isAnnotationPresent(UriEndpoint.class));
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private UriEndpoint endpoint() {
        return declared.getAnnotation(UriEndpoint.class);
    }

    String scheme() {
        return endpoint().scheme();
    }

    /** The class of the component. */
    String component() {
        return declared.getEnclosingClass().getName();
    }

    /** The file in the sources; it is found in the jar below {@code META-INF}. */
    Path file() {
        return Path.of("src", declared.getPackageName().replace('.', '/'), scheme() + ".json");
    }

    /** The names of the options behind the question mark. */
    List<String> options() {
        return fields().filter(field -> field.isAnnotationPresent(UriParam.class))
                .map(Field::getName)
                .toList();
    }

    private Stream<Field> fields() {
        return Arrays.stream(declared.getRecordComponents())
                .map(RecordComponent::getName)
                .map(this::field);
    }

    private Field field(String name) {
        try {
            return declared.getDeclaredField(name);
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The content of the file. */
    String text() {
        ObjectNode form = JSON.createObjectNode();
        describe(form.putObject("component"));
        form.putObject("componentProperties");
        ObjectNode properties = form.putObject("properties");
        fields().forEach(field -> describe(field, properties.size(), properties.putObject(field.getName())));
        try {
            DefaultPrettyPrinter printer =
                    new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n"));
            return JSON.writer(printer).writeValueAsString(form) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private void describe(ObjectNode component) {
        UriEndpoint endpoint = endpoint();
        component
                .put("kind", "component")
                .put("name", endpoint.scheme())
                .put("title", endpoint.title())
                .put("description", declared.getAnnotation(Metadata.class).description())
                .put("deprecated", false)
                .put("firstVersion", endpoint.firstVersion())
                .put(
                        "label",
                        Arrays.stream(endpoint.category())
                                .map(Category::getValue)
                                .collect(Collectors.joining(",")))
                .put("javaType", component())
                .put("supportLevel", "Stable")
                .put("groupId", "vpnsentinel")
                .put("artifactId", "vpn-sentinel")
                .put("version", Version.text())
                .put("scheme", endpoint.scheme())
                .put("extendsScheme", "")
                .put("syntax", endpoint.syntax())
                .put("async", false)
                .put("api", false)
                .put("consumerOnly", endpoint.consumerOnly())
                .put("producerOnly", endpoint.producerOnly())
                .put("lenientProperties", false)
                .put("browsable", false)
                .put("remote", endpoint.remote());
    }

    private void describe(Field field, int index, ObjectNode option) {
        UriPath path = field.getAnnotation(UriPath.class);
        UriParam param = field.getAnnotation(UriParam.class);
        String enums = path == null ? param.enums() : path.enums();
        option.put("index", index)
                .put("kind", path == null ? "parameter" : "path")
                .put("displayName", displayName(field.getName()))
                .put("group", endpoint().consumerOnly() ? "consumer" : "producer")
                .put("label", "")
                .put("required", isRequired(field))
                .put("type", enums.isEmpty() ? type(field) : "enum")
                .put("javaType", field.getType().getName());
        if (!enums.isEmpty()) {
            ArrayNode values = option.putArray("enum");
            Stream.of(enums.split(",")).forEach(values::add);
        }
        option.put("deprecated", false).put("autowired", false).put("secret", false);
        if (path == null && !param.defaultValue().isEmpty()) {
            option.set("defaultValue", typed(field.getType(), param.defaultValue()));
        }
        option.put("description", path == null ? param.description() : path.description());
    }

    private static JsonNode typed(Class<?> type, String text) {
        return JSON.valueToTree(
                type == int.class ? Integer.valueOf(text) : type == boolean.class ? Boolean.valueOf(text) : text);
    }

    private static boolean isRequired(Field field) {
        Metadata metadata = field.getAnnotation(Metadata.class);
        return metadata != null && metadata.required();
    }

    private static String type(Field field) {
        return field.getType() == String.class
                ? "string"
                : field.getType() == int.class ? "integer" : field.getType().getName();
    }

    /** {@code Own Path} for {@code ownPath}. */
    private static String displayName(String name) {
        String words = name.replaceAll("([A-Z])", " $1");
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    @Override
    public String toString() {
        return scheme();
    }
}
