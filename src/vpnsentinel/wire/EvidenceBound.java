package vpnsentinel.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;

/**
 * How much evidence of one keepalive is read, since all of it is kept: a real round fills a third of that. What is beyond
 * is left out from the end, and said among the answers.
 */
final class EvidenceBound {
    /** Most addresses and prefixes in all lists of one keepalive. */
    static final int ADDRESSES = 128;
    /** Most evidence in bytes of memory, roughly. */
    static final int BYTES = 16 * 1024;

    private static final int SMALL_BODY = 4 * 1024;
    private static final int NODE = 32;
    private static final String BEYOND = "more evidence than fits into one keepalive";

    private int bytes = BYTES;
    private int addresses = ADDRESSES;

    private EvidenceBound() {}

    /** Takes out what is too much. */
    static void apply(JsonNode evidence, int body) {
        EvidenceBound bound = new EvidenceBound();
        bound.keep(evidence.path("exit"), "source", body);
        bound.keep(evidence.path("resolver"), "method", body);
        bound.keep(evidence.path("udp"), "source", body);
        if (body > SMALL_BODY) {
            bound.prune(evidence.path("path"));
            bound.prune(evidence.path("sockets"));
            bound.prune(evidence.path("kill_switch"));
            bound.prune(evidence.path("silent_name_servers"));
        }
    }

    private void keep(JsonNode answers, String name, int body) {
        if (!(answers instanceof ArrayNode list)) {
            return;
        }
        for (int i = 0; i < list.size(); i++) {
            JsonNode each = list.get(i);
            addresses -= addresses(each);
            bytes -= body > SMALL_BODY ? weight(each) : 0;
            if (addresses < 0 || bytes < 0) {
                cut(list, i);
                list.addObject().put(name, "others").put("missing", BEYOND);
                return;
            }
        }
    }

    private static void cut(ArrayNode list, int from) {
        while (list.size() > from) {
            list.remove(list.size() - 1);
        }
    }

    private static int addresses(JsonNode answer) {
        return (answer.has("address") ? 1 : 0)
                + answer.path("egress").size()
                + answer.path("client_subnet").size()
                + answer.path("seen_from").size();
    }

    /** Takes out the members of lists that find no room. */
    private void prune(JsonNode node) {
        if (node instanceof ArrayNode list) {
            for (int i = 0; i < list.size(); i++) {
                bytes -= weight(list.get(i));
                if (bytes < 0) {
                    cut(list, i);
                }
            }
        } else if (node instanceof ObjectNode) {
            node.forEach(this::prune);
        }
    }

    private static int weight(JsonNode node) {
        int weight = NODE + (node.isTextual() ? node.textValue().length() : 0);
        for (Iterator<JsonNode> inner = node.elements(); inner.hasNext(); ) {
            weight += weight(inner.next());
        }
        return weight;
    }
}
