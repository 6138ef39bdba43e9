package demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** How one provider spells its answers. The formats are those that the providers document; none was recorded. */
interface ProviderFormat {
    ObjectMapper JSON = new ObjectMapper();

    /** The answer about a line. */
    ObjectNode known(Line line, String query);

    /** The answer about anything else. */
    ObjectNode unknown(String asked, String query);

    /** The headers of every answer that say how many requests are left. */
    default Map<String, String> headers(boolean tooMany) {
        return Map.of();
    }

    /** The body that goes with status 429. */
    String tooMany();

    /** The body that goes with status 403. */
    default String forbidden() {
        return "";
    }
}
