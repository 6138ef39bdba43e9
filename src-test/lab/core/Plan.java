package lab.core;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import vpnsentinel.network.Address;
import vpnsentinel.network.Prefix;

/**
 * What the internet of one world consists of.
 *
 * @param dir the folder into which certificates are written
 * @param listen the addresses of each service by its real name; {@code dns} is the authority
 * @param names further names with their addresses
 * @param delegations zones that the authority leaves to one of the names
 * @param networks what the world knows about addresses
 * @param ports {@code dns}, {@code http}, {@code https}, {@code stun}, and {@code delegated} where they are not the usual
 *     ones; 0 is any free one
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record Plan(
        Path dir,
        Map<String, List<Address>> listen,
        Map<String, List<Address>> names,
        Map<String, String> delegations,
        List<KnownNetwork> networks,
        Map<String, Integer> ports) {
    /** The name under which the plan has the addresses of the authority. */
    static final String DNS = "dns";

    private static final Map<String, String> USUAL_DELEGATION = Map.of("leak.example.net", "home.example.net");
    private static final ObjectMapper JSON = mapper();

    Plan {
        listen = Map.copyOf(listen);
        names = Map.copyOf(names);
        delegations = delegations.isEmpty() && names.containsKey("home.example.net")
                ? USUAL_DELEGATION
                : Map.copyOf(delegations);
        networks = List.copyOf(networks);
        ports = Map.copyOf(ports);
        for (Map.Entry<String, String> each : delegations.entrySet()) {
            if (!names.containsKey(each.getValue())) {
                throw new IllegalArgumentException(
                        "delegation of " + each.getKey() + " to " + each.getValue() + ", which is none of the names");
            }
        }
    }

    /**
     * The plan in the file.
     *
     * @throws IllegalArgumentException with what is wrong in it, and where
     */
    static Plan read(Path file) throws IOException {
        return parse(Files.readString(file));
    }

    /** The plan that the text spells. */
    static Plan parse(String text) {
        try {
            return JSON.readValue(text, Plan.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("plan: " + e.getMessage(), e);
        }
    }

    /** The addresses at which a service answers; none when the plan lacks it. */
    List<Address> addresses(String service) {
        return listen.getOrDefault(service, List.of());
    }

    private static ObjectMapper mapper() {
        SimpleModule literals = new SimpleModule()
                .addDeserializer(Address.class, new Literal<>(Address.class, Address::parse))
                .addDeserializer(Prefix.class, new Literal<>(Prefix.class, Prefix::parse));
        ObjectMapper mapper = new ObjectMapper().registerModule(literals);
        mapper.setDefaultSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY));
        return mapper;
    }

    /** Reads values that have a parser of their own. */
    private static final class Literal<T> extends FromStringDeserializer<T> {
        private static final long serialVersionUID = 1;

        private final transient Function<String, Optional<T>> parser;

        Literal(Class<T> type, Function<String, Optional<T>> parser) {
            super(type);
            this.parser = parser;
        }

        @Override
        protected T _deserialize(String text, DeserializationContext context) throws IOException {
            Optional<T> found = parser.apply(text);
            if (found.isEmpty()) {
                throw context.weirdStringException(text, handledType(), "no such literal");
            }
            return found.get();
        }
    }
}
