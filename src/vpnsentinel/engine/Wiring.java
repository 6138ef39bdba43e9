package vpnsentinel.engine;

import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.Registry;

/** What one half brings to the engine. */
public interface Wiring {
    /** Prepares the live context, before anything else. Called once. */
    default void prepare(CamelContext context) {}

    /** Binds the beans that route files name. Called once. */
    void bind(Registry registry);

    /** Adds the components that route files use. Called for the live context and for each dry run. */
    void components(CamelContext context);

    /** Values for placeholders beside the settings. */
    default Map<String, String> placeholders() {
        return Map.of();
    }

    /** The ids of the routes that the half cannot do without, each with what is lost without it. */
    default Map<String, String> indispensable() {
        return Map.of();
    }

    /** What is doubtful about the routes that run now, one sentence each. */
    default List<String> doubts() {
        return List.of();
    }

    /** Called every second, before the look at the route files: for files of other kinds. */
    default void watched() {}

    /**
     * Called when route files have passed a dry run, before they are loaded; throws what speaks against them, a {@link
     * RouteClash} or an {@link UnknownWord} where a single file is to blame. The routes that start from {@code direct:} can be called; what they would send leaves the dry run only by {@code direct:}.
     */
    default void checked(CamelContext dryRun) throws Exception {}

    /** Called when all routes run: open listeners here. */
    default void started(CamelContext context) {}

    /** Called when edited routes have taken over. */
    default void reloaded() {}

    /** Called before the routes stop: say goodbye and close listeners here; must end within 3 s. */
    default void stopping(CamelContext context) {}
}
