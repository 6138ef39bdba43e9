package vpnsentinel.lookup;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import vpnsentinel.network.Address;
import vpnsentinel.network.Answer;
import vpnsentinel.network.Asn;
import vpnsentinel.network.BoundedText;
import vpnsentinel.network.Country;
import vpnsentinel.network.ExitSighting;
import vpnsentinel.network.Family;
import vpnsentinel.network.Network;
import vpnsentinel.network.Place;

/** Reads an echo provider's answer. Everything but the address may be missing or odd; then it is unknown. */
final class EchoAnswer {
    /** Longest text that is taken over, in characters. */
    private static final int LONGEST = 200;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final EchoProvider provider;
    private final JsonNode root;

    private EchoAnswer(EchoProvider provider, JsonNode root) {
        this.provider = provider;
        this.root = root;
    }

    static Answer<ExitSighting> read(EchoProvider provider, String body) {
        if (body.isBlank()) {
            return new Answer.Missing<>(provider.name(), "an empty answer");
        }
        if (body.stripLeading().startsWith("<")) {
            return new Answer.Missing<>(provider.name(), "a web page instead of data: captive portal?");
        }
        try {
            return new EchoAnswer(provider, tree(provider.way().format(), body)).sighting();
        } catch (JsonProcessingException e) {
            return new Answer.Missing<>(provider.name(), "an answer that is no JSON");
        }
    }

    private static JsonNode tree(EchoWay.Format format, String body) throws JsonProcessingException {
        return switch (format) {
            case JSON -> JSON.readTree(body);
            case TEXT -> JSON.createObjectNode().put("text", body);
            case LINES -> {
                ObjectNode lines = JSON.createObjectNode();
                body.lines()
                        .map(line -> line.split("=", 2))
                        .filter(parts -> parts.length == 2)
                        .forEach(parts -> lines.put(parts[0].strip(), parts[1]));
                yield lines;
            }
        };
    }

    private Answer<ExitSighting> sighting() {
        if (refused()) {
            String message = text(EchoField.MESSAGE);
            return missing(message.isEmpty() ? "it could not answer" : "it could not answer: " + message);
        }
        String literal = text(EchoField.ADDRESS);
        Optional<Address> address = Address.parse(literal);
        if (address.isEmpty()) {
            return missing(literal.isEmpty() ? "an answer without an address" : "'" + literal + "' is no address");
        }
        if (provider.way().family() == Family.V6 && address.get().isV4()) {
            return missing("it answered with an IPv4 address");
        }
        if (!address.get().isPublic()) {
            return missing(address.get() + " is no public address");
        }
        return new Answer.Seen<>(
                provider.name(),
                new ExitSighting(provider.name(), provider.operator(), address.get(), network(), place()));
    }

    private boolean refused() {
        JsonNode success = node(EchoField.SUCCESS);
        return !success.isMissingNode()
                && !success.asText().equals("true")
                && !success.asText().equals("success");
    }

    private Network network() {
        String name = text(EchoField.NETWORK);
        Optional<Asn> asn = Asn.parse(text(EchoField.ASN));
        JsonNode hosting = node(EchoField.HOSTING);
        Network.Kind kind = !hosting.isBoolean()
                ? Network.Kind.UNKNOWN
                : hosting.booleanValue() ? Network.Kind.HOSTING : Network.Kind.ACCESS;
        return new Network(asn, withoutNumber(name), kind);
    }

    private static String withoutNumber(String name) {
        return name.replaceFirst("^AS\\d+(\\s+|$)", "")
                .replaceFirst("\\s*\\(AS\\d+\\)$", "")
                .strip();
    }

    private Place place() {
        return new Place(
                Country.parse(text(EchoField.COUNTRY)),
                text(EchoField.CITY),
                text(EchoField.REGION),
                text(EchoField.TIMEZONE));
    }

    private Answer<ExitSighting> missing(String why) {
        return new Answer.Missing<>(provider.name(), why);
    }

    private String text(EchoField field) {
        JsonNode node = node(field);
        return node.isValueNode() && !node.isNull() ? BoundedText.line(node.asText(), LONGEST) : "";
    }

    private JsonNode node(EchoField field) {
        JsonPointer pointer = provider.fields().get(field);
        return pointer == null ? MissingNode.getInstance() : root.at(pointer);
    }
}
