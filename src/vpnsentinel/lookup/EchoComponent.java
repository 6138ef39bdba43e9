package vpnsentinel.lookup;

import com.fasterxml.jackson.core.JsonPointer;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;
import vpnsentinel.engine.ConsumerOnly;

/**
 * {@code from: echo:NAME}: while the route runs, an echo provider of that name exists. Each question to it goes through
 * the route, which asks the provider and leaves its answer as the body. Parameters: {@code operator}, {@code ownPath},
 * optionally {@code addressPath} with <code>{address}</code>, a JSON pointer for each {@link EchoField}, {@code quotaHeader}
 * with {@code quotaResetHeader} where the provider announces them, {@code family} ({@code v4}, {@code v6}), {@code format}
 * ({@code json}, {@code lines}, {@code text}), and {@code spare}, as {@link EchoWay} explains them.
 */
public final class EchoComponent extends DefaultComponent {
    private final EchoProviders providers;

    public EchoComponent(EchoProviders providers) {
        this.providers = providers;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String name, Map<String, Object> parameters) {
        String operator = ConsumerOnly.required(this, parameters, "operator", "echo:" + name);
        String ownPath = ConsumerOnly.required(this, parameters, "ownPath", "echo:" + name);
        Optional<String> addressPath = optional(parameters, "addressPath");
        Map<EchoField, JsonPointer> fields = fields(parameters);
        EchoWay way = EchoWay.of(
                optional(parameters, "family").orElse("v4"),
                optional(parameters, "format").orElse("json"),
                getAndRemoveParameter(parameters, "spare", Boolean.class, false));
        EchoConsumer.Quota quota =
                new EchoConsumer.Quota(optional(parameters, "quotaHeader"), optional(parameters, "quotaResetHeader"));
        return new ConsumerOnly(
                uri,
                this,
                (endpoint, route) -> new EchoConsumer(
                        endpoint,
                        route,
                        providers,
                        quota,
                        call -> new EchoProvider(name, operator, way, fields, ownPath, addressPath, call)));
    }

    private Map<EchoField, JsonPointer> fields(Map<String, Object> parameters) {
        Map<EchoField, JsonPointer> found = new EnumMap<>(EchoField.class);
        for (EchoField field : EchoField.values()) {
            optional(parameters, field.word()).ifPresent(pointer -> found.put(field, JsonPointer.compile(pointer)));
        }
        if (!found.containsKey(EchoField.ADDRESS)) {
            throw new IllegalArgumentException("an echo route needs the parameter 'address', a JSON pointer as /ip");
        }
        return found;
    }

    private Optional<String> optional(Map<String, Object> parameters, String name) {
        return Optional.ofNullable(getAndRemoveParameter(parameters, name, String.class))
                .map(String::strip)
                .filter(value -> !value.isEmpty());
    }
}
