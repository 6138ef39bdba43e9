package vpnsentinel.engine;

import org.apache.camel.CamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/** A route as a user writes it into a file. */
final class RouteText {
    private RouteText() {}

    /** Loads it, in place of the one of the same id, if there is one. */
    static void load(CamelContext context, String id, String uri, String steps) throws Exception {
        String yaml = """
                - route:
                    id: %s
                    from:
                      uri: "%s"
                      steps:
                %s
                """.formatted(id, uri, steps.stripTrailing().indent(8));
        PluginHelper.getRoutesLoader(context).updateRoutes(ResourceHelper.fromString(id + ".camel.yaml", yaml));
    }

    /** The same with one step, to {@code mock:ID}. */
    static void load(CamelContext context, String id, String uri) throws Exception {
        load(context, id, uri, "- to: {uri: \"mock:" + id + "\"}");
    }
}
