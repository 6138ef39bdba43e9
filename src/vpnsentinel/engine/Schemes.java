package vpnsentinel.engine;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Arrays;
import java.util.Collections;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.CamelContext;

/**
 * The words of route files, for those who misspell one: the schemes with which the URI of an endpoint can begin ({@code
 * direct}, {@code echo}), and the steps.
 */
final class Schemes {
    /** Each jar with components has one. */
    private static final String LIST = "META-INF/services/org/apache/camel/component.properties";

    /** The words of the engine's language, one a line. */
    private static final String WORDS = "META-INF/services/org/apache/camel/model.properties";

    private Schemes() {}

    /** Those of the components that were added, and of all on the class path. */
    static Set<String> of(CamelContext context) {
        Set<String> names = new TreeSet<>(context.getComponentNames());
        for (URL list : Collections.list(context.getClassResolver().loadAllResourcesAsURL(LIST))) {
            names.addAll(read(list));
        }
        return names;
    }

    /** The words that may be steps. */
    static Set<String> steps(CamelContext context) {
        Set<String> words = new TreeSet<>();
        for (URL list : Collections.list(context.getClassResolver().loadAllResourcesAsURL(WORDS))) {
            try (InputStream in = list.openStream()) {
                Properties properties = new Properties();
                properties.load(in);
                words.addAll(properties.stringPropertyNames());
            } catch (IOException e) {
                return words; // only words for a person are made of it
            }
        }
        return words;
    }

    private static Set<String> read(URL list) {
        Properties properties = new Properties();
        try (InputStream in = list.openStream()) {
            properties.load(in);
        } catch (IOException e) {
            return Set.of(); // only words for a person are made of it
        }
        return Set.copyOf(
                Arrays.asList(properties.getProperty("components", "").strip().split("\\s+")));
    }
}
