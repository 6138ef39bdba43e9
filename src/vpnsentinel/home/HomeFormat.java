package vpnsentinel.home;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import vpnsentinel.network.Address;
import vpnsentinel.network.Asn;
import vpnsentinel.network.Network;

/** The JSON in which what was learnt of a line is kept. What cannot be read in it is left out. */
final class HomeFormat {
    private static final ObjectMapper JSON = new ObjectMapper();

    private HomeFormat() {}

    /** All that is known of a line by learning. */
    record Learnt(List<Lesson> current, List<Lesson> former, Set<Address> resolverEgress) {}

    static JsonNode write(Learnt learnt) {
        ObjectNode root = JSON.createObjectNode();
        write(learnt.current(), root.putArray("current"));
        write(learnt.former(), root.putArray("former"));
        ArrayNode egress = root.putArray("resolver_egress");
        learnt.resolverEgress().forEach(address -> egress.add(address.toString()));
        return root;
    }

    private static void write(List<Lesson> lessons, ArrayNode list) {
        for (Lesson lesson : lessons) {
            ObjectNode each = list.addObject()
                    .put("address", lesson.address().toString())
                    .put("confirmed", lesson.confirmed().toString())
                    .put("kind", lesson.network().kind().name())
                    .put("name", lesson.network().name());
            lesson.network().asn().ifPresent(asn -> each.put("asn", asn.toString()));
            if (lesson.alone()) {
                each.put("alone", true);
            }
        }
    }

    static Learnt read(JsonNode root) {
        Set<Address> egress = new LinkedHashSet<>();
        root.path("resolver_egress")
                .forEach(each -> Address.parse(each.asText()).ifPresent(egress::add));
        return new Learnt(lessons(root.path("current")), lessons(root.path("former")), egress);
    }

    private static List<Lesson> lessons(JsonNode list) {
        List<Lesson> lessons = new ArrayList<>();
        list.forEach(each -> lesson(each).ifPresent(lessons::add));
        return lessons;
    }

    private static Optional<Lesson> lesson(JsonNode each) {
        try {
            Instant confirmed = Instant.parse(each.path("confirmed").asText());
            Network network = new Network(
                    Asn.parse(each.path("asn").asText()),
                    each.path("name").asText(),
                    Network.Kind.valueOf(each.path("kind").asText()));
            boolean alone = each.path("alone").asBoolean();
            return Address.parse(each.path("address").asText())
                    .map(address -> new Lesson(address, network, confirmed, alone));
        } catch (DateTimeException | IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }
}
