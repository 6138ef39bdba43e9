package vpnsentinel.engine;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Map;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultComponent;
import org.jspecify.annotations.Nullable;

/**
 * Reads the parameters of an endpoint into a record that declares them with the routing engine's annotations. The forms that
 * editors show are made of the same declaration, so what they offer is what the endpoint takes.
 */
public final class EndpointOptions {
    private EndpointOptions() {}

    /**
     * The options; taken out of the parameters, so that the engine can refuse what is left.
     *
     * @param declared a record of texts, whole numbers, and booleans
     * @param path what stands behind the scheme
     * @throws IllegalArgumentException when one is missing or no value of its type
     */
    public static <R extends Record> R read(
            DefaultComponent component, Class<R> declared, String path, Map<String, Object> parameters) {
        String endpoint = declared.getAnnotation(UriEndpoint.class).scheme() + ":" + path;
        RecordComponent[] options = declared.getRecordComponents();
        Object[] values = new Object[options.length];
        for (int i = 0; i < options.length; i++) {
            Field option = field(declared, options[i].getName());
            values[i] = option.isAnnotationPresent(UriPath.class)
                    ? path
                    : value(
                            option,
                            component.getAndRemoveParameter(parameters, option.getName(), String.class),
                            endpoint);
        }
        return make(declared, options, values);
    }

    /** The annotations are the field's alone. */
    private static Field field(Class<?> declared, String name) {
        try {
            return declared.getDeclaredField(name);
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object value(Field option, @Nullable String given, String endpoint) {
        UriParam param = option.getAnnotation(UriParam.class);
        if (given != null && !given.isBlank()) {
            return converted(option, given.strip());
        }
        Metadata metadata = option.getAnnotation(Metadata.class);
        if (metadata != null && metadata.required()) {
            throw new IllegalArgumentException(
                    endpoint + " needs the parameter '" + option.getName() + "': " + param.description());
        }
        return converted(option, param.defaultValue());
    }

    private static Object converted(Field option, String text) {
        Class<?> type = option.getType();
        if (type == boolean.class) {
            if (!text.equalsIgnoreCase("true") && !text.equalsIgnoreCase("false")) {
                throw new IllegalArgumentException(option.getName() + " '" + text + "', expected true or false");
            }
            return Boolean.valueOf(text);
        }
        if (type == int.class) {
            if (!text.matches("\\d{1,9}")) {
                throw new IllegalArgumentException(option.getName() + " '" + text + "', expected a whole number");
            }
            return Integer.valueOf(text);
        }
        return text;
    }

    private static <R extends Record> R make(Class<R> declared, RecordComponent[] options, Object[] values) {
        try {
            Constructor<R> whole = declared.getDeclaredConstructor(
                    Arrays.stream(options).map(RecordComponent::getType).toArray(Class<?>[]::new));
            whole.setAccessible(true);
            return whole.newInstance(values);
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof RuntimeException refused ? refused : new IllegalStateException(e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
