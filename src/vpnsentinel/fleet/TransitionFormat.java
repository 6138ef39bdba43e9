package vpnsentinel.fleet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/** The JSON in which a transition is kept, with the client before and after it. */
public final class TransitionFormat {
    private static final ObjectMapper JSON = new ObjectMapper();

    private TransitionFormat() {}

    public static String write(Transition change) {
        return RecordFormat.write(change).toString();
    }

    /**
     * The transition as it was kept.
     *
     * @throws IllegalArgumentException when it cannot be read
     */
    public static Transition read(String text) {
        try {
            return RecordFormat.read(JSON.readTree(text), Transition.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
