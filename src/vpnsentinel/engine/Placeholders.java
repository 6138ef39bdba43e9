package vpnsentinel.engine;

import java.util.Map;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.PropertiesComponent;
import org.apache.camel.spi.PropertiesSource;
import org.jspecify.annotations.Nullable;

/** What {@code {{…}}} in a route means: a setting, and never a variable of the environment that happens to have its name. */
public final class Placeholders implements PropertiesSource {
    private final Map<String, String> values;

    Placeholders(Map<String, String> values) {
        this.values = Map.copyOf(values);
    }

    public static void install(CamelContext context, Map<String, String> values) {
        add(context, new Placeholders(values));
    }

    static void add(CamelContext to, PropertiesSource source) {
        PropertiesComponent properties = to.getPropertiesComponent();
        if (properties instanceof org.apache.camel.component.properties.PropertiesComponent own) {
            own.setEnvironmentVariableMode(0);
            own.setSystemPropertiesMode(0);
        }
        properties.addPropertiesSource(source);
    }

    Set<String> keys() {
        return values.keySet();
    }

    @Override
    public String getName() {
        return "settings";
    }

    @Override
    public @Nullable String getProperty(String name) {
        return values.get(name);
    }
}
