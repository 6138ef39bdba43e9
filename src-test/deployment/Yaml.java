package deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** YAML as a tree. */
final class Yaml {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Yaml() {}

    /** The one document of a text. */
    static JsonNode tree(String text) {
        return JSON.valueToTree(new Load(LoadSettings.builder().build()).loadFromString(text));
    }

    /** The one document of a file. */
    static JsonNode file(Path file) throws IOException {
        return tree(Files.readString(file));
    }

    /** All documents of a file. */
    static List<JsonNode> files(Path file) throws IOException {
        List<JsonNode> all = new ArrayList<>();
        for (Object each : new Load(LoadSettings.builder().build()).loadAllFromString(Files.readString(file))) {
            all.add(JSON.valueToTree(each));
        }
        return all;
    }
}
