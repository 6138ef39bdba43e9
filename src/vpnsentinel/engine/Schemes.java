package vpnsentinel.engine;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.CamelContext;

/** The schemes with which the URI of an endpoint can begin: {@code direct}, {@code echo}. */
final class Schemes {
    /** Each jar with components has one. */
    private static final String LIST = "META-INF/services/org/apache/camel/component.properties";

    private static final int MOST_EDITS = 2;

    private Schemes() {}

    /** Those of the components that were added, and of all on the class path. */
    static Set<String> of(CamelContext context) {
        Set<String> names = new TreeSet<>(context.getComponentNames());
        for (URL list : Collections.list(context.getClassResolver().loadAllResourcesAsURL(LIST))) {
            names.addAll(read(list));
        }
        return names;
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

    /** The one that was meant by a misspelt one, if any is near. */
    static Optional<String> nearest(String misspelt, Set<String> known) {
        return known.stream()
                .filter(each -> edits(misspelt, each) <= MOST_EDITS)
                .min(Comparator.<String>comparingInt(each -> edits(misspelt, each))
                        .thenComparing(each -> each));
    }

    /** How many letters have to be changed, added, or left out. */
    private static int edits(String from, String to) {
        int[] row = new int[to.length() + 1];
        Arrays.setAll(row, i -> i);
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int changed = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[to.length()];
    }
}
