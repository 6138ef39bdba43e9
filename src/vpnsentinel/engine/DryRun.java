package vpnsentinel.engine;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.Route;
import org.apache.camel.RouteConfigurationsBuilder;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.StartupSummaryLevel;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.LogDefinition;
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

    /**
     * What came of it. What files do to each other is looked at only when each can be started by itself.
     *
     * @param routes the id of each route, with the name of its file
     * @param broken what the engine said against single files
     * @param twice ids that several files use, each with these files
     * @param deadEnds names of {@code direct:} that are called and from which no route starts
     * @param refused what the wiring said against all of them together
     */
    record Outcome(
            Map<String, String> routes,
            Map<String, Exception> broken,
            Map<String, Set<String>> twice,
            Set<String> deadEnds,
            Optional<Exception> refused) {
        boolean isClean() {
            return broken.isEmpty() && twice.isEmpty() && deadEnds.isEmpty() && refused.isEmpty();
        }
    }

    /** Tries the files; never throws for what is in them. */
    Outcome of(List<Resource> files) throws Exception {
        try (DefaultCamelContext scratch = new DefaultCamelContext(new DefaultRegistry(view(live.getRegistry())))) {
            scratch.setAutoStartup(false);
            scratch.getCamelContextExtension().setName("dry-run");
            scratch.setStartupSummaryLevel(StartupSummaryLevel.Off);
            scratch.setSourceLocationEnabled(true);
            Placeholders.add(scratch, source(live));
            scratch.getCamelContextExtension().addInterceptStrategy(DryRun::silenced);
            StepIds.ofEachRouteAlone(scratch);
            SteadyTimerComponent.add(scratch);
            wiring.components(scratch);
            scratch.start();
            Map<String, Set<String>> owners = new TreeMap<>();
            Map<String, Exception> broken = load(files, scratch, owners);
            Map<String, String> routes = new LinkedHashMap<>();
            owners.forEach((id, names) -> routes.put(id, names.iterator().next()));
            Map<String, Set<String>> twice = new TreeMap<>(owners);
            twice.values().removeIf(names -> names.size() < 2);
            boolean each = broken.isEmpty() && twice.isEmpty();
            Set<String> deadEnds = each ? deadEnds(scratch) : Set.of();
            Optional<Exception> refused = each && deadEnds.isEmpty() ? checked(scratch) : Optional.empty();
            return new Outcome(routes, broken, twice, deadEnds, refused);
        }
    }

    private Optional<Exception> checked(DefaultCamelContext scratch) {
        try {
            openCalled(scratch);
            wiring.checked(scratch);
            return Optional.empty();
        } catch (Exception e) {
            return Optional.of(e);
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

    /** Error policies first, since routes name them; each file by itself, so that its fault is its own. */
    private static Map<String, Exception> load(
            List<Resource> files, DefaultCamelContext scratch, Map<String, Set<String>> owners) {
        Map<String, Exception> broken = new TreeMap<>();
        Map<String, RoutesBuilder> builders = new LinkedHashMap<>();
        for (Resource file : files) {
            try {
                for (RoutesBuilder builder :
                        PluginHelper.getRoutesLoader(scratch).findRoutesBuilders(List.of(file))) {
                    builders.put(name(file), builder);
                    if (builder instanceof RouteConfigurationsBuilder policies) {
                        scratch.addRoutesConfigurations(policies);
                    }
                }
            } catch (Exception e) {
                broken.put(name(file), e);
            }
        }
        builders.keySet().removeAll(broken.keySet());
        builders.forEach(
                (name, builder) -> start(name, builder, scratch, owners).ifPresent(e -> broken.put(name, e)));
        return broken;
    }

    private static Optional<Exception> start(
            String name, RoutesBuilder builder, DefaultCamelContext scratch, Map<String, Set<String>> owners) {
        try {
            scratch.addRoutes(builder);
            for (String id : defined(scratch, name)) {
                owners.computeIfAbsent(id, key -> new TreeSet<>()).add(name);
            }
            return Optional.empty();
        } catch (Exception e) {
            return Optional.of(e);
        }
    }

    /** The ids of the routes of a file. The engine lets a second file replace a route of the same id in silence. */
    private static Set<String> defined(DefaultCamelContext scratch, String file) {
        Set<String> ids = new LinkedHashSet<>();
        scratch.getRouteDefinitions().stream()
                .filter(route -> route.getId() != null)
                .filter(route -> Optional.ofNullable(route.getResource())
                        .filter(from -> name(from).equals(file))
                        .isPresent())
                .forEach(route -> ids.add(route.getId()));
        return ids;
    }

    static String name(Resource file) {
        String location = file.getLocation();
        return location.substring(location.lastIndexOf('/') + 1);
    }

    /** The engine starts a route that calls another which does not exist; the first message would then fail. */
    private static Set<String> deadEnds(CamelContext scratch) {
        Set<String> heard = new LinkedHashSet<>();
        scratch.getRoutes().forEach(route -> heard.add(route.getEndpoint().getEndpointBaseUri()));
        Set<String> dead = new TreeSet<>();
        for (Endpoint endpoint : scratch.getEndpoints()) {
            String uri = endpoint.getEndpointBaseUri();
            if (uri.startsWith(CALLED) && !heard.contains(uri)) {
                dead.add(uri.replaceFirst("^direct:(//)?", ""));
            }
        }
        return Collections.unmodifiableSet(dead);
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
