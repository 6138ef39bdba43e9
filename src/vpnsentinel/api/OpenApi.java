package vpnsentinel.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The OpenAPI 3.1 document of the API, as it stands in {@code openapi.json} beside the settings. */
public final class OpenApi {
    private static final String RESOURCE = "/openapi.json";

    private OpenApi() {}

    /** The document for an API that lives at the given path: {@code /api/v1}. */
    public static JsonNode document(String apiPath, String version) {
        try (InputStream in = OpenApi.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is missing in the build");
            }
            ObjectNode document = (ObjectNode) new ObjectMapper().readTree(in);
            document.withArray("servers").addObject().put("url", apiPath);
            document.withObject("/info").put("version", version);
            return document;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
