package conventions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * One shipped route file, as text and as a tree.
 *
 * @param path where it lies, from the project's folder
 * @param text its content
 * @param tree the same, parsed
 */
record RouteFile(Path path, String text, JsonNode tree) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ENDING = ".camel.yaml";

    /** All route files of the server and of the client. */
    static List<RouteFile> all() {
        return Stream.concat(in("server-routes").stream(), in("client-routes").stream())
                .toList();
    }

    /** The route files of one folder, by name: all that lies there but its page. */
    static List<RouteFile> in(String folder) {
        if (!Files.isDirectory(Path.of(folder))) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(Path.of(folder))) {
            return files.filter(file -> !file.endsWith("README.md"))
                    .sorted()
                    .map(RouteFile::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RouteFile read(Path path) {
        try {
            String text = Files.readString(path);
            Object tree = new Load(LoadSettings.builder().build()).loadFromString(text);
            return new RouteFile(path, text, JSON.valueToTree(tree));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The file's name without its ending; the name as it is when the ending is another. */
    String stem() {
        String name = path.getFileName().toString();
        return name.endsWith(ENDING) ? name.substring(0, name.length() - ENDING.length()) : name;
    }

    /** Whether this is the policy for failures instead of a route. */
    boolean isPolicy() {
        return tree.path(0).has("routeConfiguration");
    }

    /** What stands below {@code route} or {@code routeConfiguration}. */
    JsonNode content() {
        return tree.path(0).path(isPolicy() ? "routeConfiguration" : "route");
    }

    String description() {
        return content().path("description").asText();
    }

    /** The steps of the route at its first level. */
    JsonNode steps() {
        return content().path("from").path("steps");
    }

    /** Every endpoint of the file: the node that has the {@code uri}. */
    List<JsonNode> endpoints() {
        List<JsonNode> found = new ArrayList<>();
        walk(tree, (key, node) -> {
            if (node.has("uri")) {
                found.add(node);
            }
        });
        return found;
    }

    /** Every key of the file, however deep. */
    List<String> keys() {
        List<String> found = new ArrayList<>();
        walk(tree, (key, node) -> found.add(key));
        return found;
    }

    private static void walk(JsonNode node, BiConsumer<String, JsonNode> visitor) {
        node.properties().forEach(field -> {
            visitor.accept(field.getKey(), field.getValue());
            walk(field.getValue(), visitor);
        });
        if (node.isArray()) {
            node.forEach(item -> walk(item, visitor));
        }
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
