package vpnsentinel.engine;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.Route;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.StartupSummaryLevel;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.LogDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.SendDefinition;
import org.apache.camel.model.ToDynamicDefinition;
import org.apache.camel.spi.BeanRepository;
import org.apache.camel.spi.PropertiesSource;
import org.apache.camel.spi.Registry;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.AsyncProcessorConverterHelper;
import org.apache.camel.support.DefaultRegistry;
import org.apache.camel.support.PluginHelper;
import org.jspecify.annotations.Nullable;

/**
 * Starts route files in a context beside the live one, with its beans and settings but with all consumers stopped, so
 * that what cannot run is found before it replaces what does.
 */
final class DryRun {
    private static final String CALLED = "direct:";

    private final CamelContext live;
    private final Wiring wiring;

    DryRun(CamelContext live, Wiring wiring) {
        this.live = live;
        this.wiring = wiring;
    }

    /** The ids of the routes in the files; throws whatever the engine or the wiring says against them. */
    Set<String> of(List<Resource> files) throws Exception {
        try (DefaultCamelContext scratch = new DefaultCamelContext(new DefaultRegistry(view(live.getRegistry())))) {
            scratch.setAutoStartup(false);
            scratch.getCamelContextExtension().setName("dry-run");
            scratch.setStartupSummaryLevel(StartupSummaryLevel.Off);
            scratch.setSourceLocationEnabled(true);
            Placeholders.add(scratch, source(live));
            scratch.getCamelContextExtension().addInterceptStrategy(DryRun::silenced);
            SteadyTimerComponent.add(scratch);
            wiring.components(scratch);
            load(files, scratch);
            scratch.start();
            Set<String> ids = new LinkedHashSet<>(
                    scratch.getRoutes().stream().map(Route::getId).toList());
            refuseDeadEnds(scratch);
            openCalled(scratch);
            wiring.checked(scratch);
            return ids;
        }
    }

    /** Whoever sends a message into a dry run to see what becomes of it wants no one outside to notice. */
    private static Processor silenced(CamelContext scratch, NamedNode node, Processor step, @Nullable Processor next) {
        boolean sends =
                (node instanceof SendDefinition<?> to && !to.getEndpointUri().startsWith(CALLED))
                        || node instanceof ToDynamicDefinition
                        || node instanceof LogDefinition;
        return sends ? AsyncProcessorConverterHelper.convert(exchange -> {}) : step;
    }

    private static void openCalled(CamelContext scratch) throws Exception {
        for (Route route : scratch.getRoutes()) {
            if (route.getEndpoint().getEndpointBaseUri().startsWith(CALLED)) {
                scratch.getRouteController().startRoute(route.getId());
            }
        }
    }

    /** The loader itself lets a second file replace a route of the same id in silence. */
    private static void load(List<Resource> files, DefaultCamelContext scratch) throws Exception {
        Map<String, String> owner = new HashMap<>();
        for (Resource file : files) {
            for (RoutesBuilder builder : PluginHelper.getRoutesLoader(scratch).findRoutesBuilders(List.of(file))) {
                scratch.addRoutes(builder);
            }
            for (RouteDefinition route : scratch.getRouteDefinitions()) {
                boolean here = file.equals(route.getResource()) && route.getId() != null;
                String before = here ? owner.put(route.getId(), name(file)) : null;
                if (before != null) {
                    throw new IllegalStateException(
                            "route id '" + route.getId() + "' is used twice: in " + before + " and in " + name(file));
                }
            }
        }
    }

    private static String name(Resource file) {
        String location = file.getLocation();
        return location.substring(location.lastIndexOf('/') + 1);
    }

    /** The engine starts a route that calls another which does not exist; the first message would then fail. */
    private static void refuseDeadEnds(CamelContext scratch) {
        Set<String> heard = new LinkedHashSet<>();
        scratch.getRoutes().forEach(route -> heard.add(route.getEndpoint().getEndpointBaseUri()));
        for (Endpoint endpoint : scratch.getEndpoints()) {
            String uri = endpoint.getEndpointBaseUri();
            if (uri.startsWith(CALLED) && !heard.contains(uri)) {
                String name = uri.replaceFirst("^direct:(//)?", "");
                throw new IllegalStateException("no route starts from direct:" + name);
            }
        }
    }

    private static BeanRepository view(Registry beans) {
        return new BeanRepository() {
            @Override
            public Object lookupByName(String name) {
                return beans.lookupByName(name);
            }

            @Override
            public <T> T lookupByNameAndType(String name, Class<T> type) {
                return beans.lookupByNameAndType(name, type);
            }

            @Override
            public <T> Map<String, T> findByTypeWithName(Class<T> type) {
                return beans.findByTypeWithName(type);
            }

            @Override
            public <T> Set<T> findByType(Class<T> type) {
                return beans.findByType(type);
            }
        };
    }

    private static PropertiesSource source(CamelContext live) {
        return new PropertiesSource() {
            @Override
            public String getName() {
                return "live";
            }

            @Override
            @Nullable
            public String getProperty(String name) {
                return live.getPropertiesComponent().resolveProperty(name).orElse(null);
            }
        };
    }
}
