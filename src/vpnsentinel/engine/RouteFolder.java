package vpnsentinel.engine;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.ResourceHelper;

/** The route files of one half: {@code *.camel.yaml} in one folder, hidden ones left out. */
public record RouteFolder(Path path) {
    /** Name and text of each file, in the order of names. */
    public Map<String, String> read() throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(path, "[!.]*.camel.yaml")) {
            for (Path file : found) {
                files.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return files;
    }

    /** The files as what the route loader takes; made of the text that was read, so that nothing is read twice. */
    public List<Resource> resources(Map<String, String> files) {
        return files.entrySet().stream()
                .filter(file -> !file.getValue().isBlank())
                .map(file -> ResourceHelper.fromString("file:" + path.resolve(file.getKey()), file.getValue()))
                .toList();
    }
}
