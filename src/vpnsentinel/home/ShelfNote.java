package vpnsentinel.home;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A JSON text that is kept under one name. What cannot be read counts as nothing. */
record ShelfNote(String name, Shelf shelf) {
    /** Keeps nothing. */
    static final ShelfNote NONE = new ShelfNote("", Shelf.NONE);

    private static final Logger LOG = LoggerFactory.getLogger(ShelfNote.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What is kept under its name among all that is kept. */
    Optional<JsonNode> in(Map<String, String> kept) {
        try {
            String text = kept.getOrDefault(name, "");
            return text.isEmpty() ? Optional.empty() : Optional.of(JSON.readTree(text));
        } catch (JsonProcessingException e) {
            LOG.warn("what was learnt is unreadable and begun anew name={} cause=\"{}\"", name, e.getOriginalMessage());
            return Optional.empty();
        }
    }

    void keep(JsonNode content) {
        shelf.keep(name, content.toString());
    }
}
