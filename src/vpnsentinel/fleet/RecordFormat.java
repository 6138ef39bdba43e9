package vpnsentinel.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vpnsentinel.network.Address;
import vpnsentinel.words.Sentence;

/**
 * The JSON in which values made of records are kept: an object a record, its components by name. What says nothing (an empty
 * list, text, or option, zero, false) is left out, and a component that is missing says nothing, so that a record may get
 * new ones. Of an interface with records behind it, {@code is} names the record. What was said is kept in its words.
 */
final class RecordFormat {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String IS = "is";

    private static final ClassValue<Shape> SHAPES = new ClassValue<>() {
        @Override
        protected Shape computeValue(Class<?> type) {
            return Shape.of(type);
        }
    };

    /** How a record is taken apart and put together. */
    private record Shape(List<RecordComponent> components, Constructor<?> constructor) {
        static Shape of(Class<?> type) {
            RecordComponent[] components = type.getRecordComponents();
            Class<?>[] types = new Class<?>[components.length];
            for (int i = 0; i < components.length; i++) {
                components[i].getAccessor().setAccessible(true);
                types[i] = components[i].getType();
            }
            try {
                Constructor<?> constructor = type.getDeclaredConstructor(types);
                constructor.setAccessible(true);
                return new Shape(List.of(components), constructor);
            } catch (NoSuchMethodException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }

    private RecordFormat() {}

    static JsonNode write(Object value) {
        if (value instanceof Optional<?> option) {
            return option.<JsonNode>map(RecordFormat::write).orElse(JSON.nullNode());
        }
        if (value instanceof Collection<?> many) {
            ArrayNode list = JSON.arrayNode();
            many.forEach(each -> list.add(write(each)));
            return list;
        }
        if (value instanceof Sentence sentence) {
            return JSON.textNode(sentence.text());
        }
        if (value instanceof Record parts) {
            return object(parts);
        }
        if (value instanceof Boolean flag) {
            return JSON.booleanNode(flag);
        }
        if (value instanceof Number number) {
            return JSON.numberNode(number.longValue());
        }
        return JSON.textNode(value instanceof Enum<?> word ? word.name() : value.toString());
    }

    private static ObjectNode object(Record parts) {
        ObjectNode object = JSON.objectNode();
        for (Class<?> each : parts.getClass().getInterfaces()) {
            if (each.isSealed()) {
                object.put(IS, parts.getClass().getSimpleName());
            }
        }
        for (RecordComponent component : SHAPES.get(parts.getClass()).components()) {
            JsonNode value = write(get(component, parts));
            if (!saysNothing(value)) {
                object.set(component.getName(), value);
            }
        }
        return object;
    }

    private static Object get(RecordComponent component, Record parts) {
        try {
            return component.getAccessor().invoke(parts);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static boolean saysNothing(JsonNode value) {
        return value.isNull()
                || (value.isContainerNode() && value.isEmpty())
                || (value.isTextual() && value.asText().isEmpty())
                || (value.isNumber() && value.asLong() == 0)
                || (value.isBoolean() && !value.asBoolean());
    }

    /**
     * The value as it was kept.
     *
     * @throws IllegalArgumentException when it cannot be read
     */
    static <T> T read(JsonNode json, Class<T> type) {
        try {
            return type.cast(value(json, type, Map.of()));
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("no " + type.getSimpleName() + " can be read: " + e, e);
        }
    }

    private static Object value(JsonNode json, Type type, Map<String, Type> variables) {
        if (type instanceof TypeVariable<?> variable) {
            return value(json, variables.getOrDefault(variable.getName(), Object.class), variables);
        }
        if (type instanceof ParameterizedType generic) {
            return generic(json, generic, variables);
        }
        return plain(json, (Class<?>) type);
    }

    private static Object generic(JsonNode json, ParameterizedType generic, Map<String, Type> variables) {
        Class<?> raw = (Class<?>) generic.getRawType();
        Type inner = generic.getActualTypeArguments()[0];
        if (raw == Optional.class) {
            return json.isMissingNode() || json.isNull()
                    ? Optional.empty()
                    : Optional.of(value(json, inner, variables));
        }
        if (raw == List.class || raw == Set.class) {
            Collection<Object> many = raw == List.class ? new ArrayList<>() : new LinkedHashSet<>();
            json.forEach(each -> many.add(value(each, inner, variables)));
            return many;
        }
        Map<String, Type> bound = new HashMap<>();
        TypeVariable<?>[] names = raw.getTypeParameters();
        for (int i = 0; i < names.length; i++) {
            Type given = generic.getActualTypeArguments()[i];
            bound.put(
                    names[i].getName(),
                    given instanceof TypeVariable<?> outer
                            ? variables.getOrDefault(outer.getName(), Object.class)
                            : given);
        }
        return record(json, actual(json, raw), bound);
    }

    private static Object plain(JsonNode json, Class<?> type) {
        if (type == String.class) {
            return json.asText("");
        }
        if (type == boolean.class) {
            return json.asBoolean();
        }
        if (type == int.class) {
            return json.asInt();
        }
        if (type == long.class) {
            return json.asLong();
        }
        if (type == Instant.class) {
            return Instant.parse(json.asText());
        }
        if (type == Duration.class) {
            return json.isMissingNode() ? Duration.ZERO : Duration.parse(json.asText());
        }
        if (type == Address.class) {
            return Address.parse(json.asText()).orElseThrow();
        }
        if (type == Sentence.class) {
            return Sentence.verbatim(json.asText(""));
        }
        if (type.isEnum()) {
            for (Object each : type.getEnumConstants()) {
                if (((Enum<?>) each).name().equals(json.asText())) {
                    return each;
                }
            }
            throw new IllegalArgumentException("no " + type.getSimpleName() + ": " + json);
        }
        return record(json, actual(json, type), Map.of());
    }

    private static Class<?> actual(JsonNode json, Class<?> type) {
        if (!type.isInterface()) {
            return type;
        }
        for (Class<?> each : type.getPermittedSubclasses()) {
            if (each.getSimpleName().equals(json.path(IS).asText())) {
                return each;
            }
        }
        throw new IllegalArgumentException("no " + type.getSimpleName() + ": " + json);
    }

    private static Object record(JsonNode json, Class<?> type, Map<String, Type> variables) {
        Shape shape = SHAPES.get(type);
        Object[] parts = new Object[shape.components().size()];
        for (int i = 0; i < parts.length; i++) {
            RecordComponent component = shape.components().get(i);
            parts[i] = value(json.path(component.getName()), component.getGenericType(), variables);
        }
        try {
            return shape.constructor().newInstance(parts);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(e.getCause() == null ? e : e.getCause());
        }
    }
}
