package vpnsentinel.command;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.camel.StartupSummaryLevel;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import vpnsentinel.engine.Placeholders;
import vpnsentinel.engine.RouteFolder;
import vpnsentinel.lookup.EchoProviders;
import vpnsentinel.probe.Outside;
import vpnsentinel.probe.ProbeComponents;
import vpnsentinel.probe.ResolverProbe;
import vpnsentinel.settings.Half;
import vpnsentinel.settings.Settings;
import vpnsentinel.wire.OwnZone;

/** The echo providers and resolver methods of one half's route files, and nothing else of that half. */
final class ProbeRoutes implements AutoCloseable {
    private static final Set<String> STEMS = Set.of("echo-", "resolver-");

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final EchoProviders providers;
    private final ResolverProbe resolver;

    private ProbeRoutes(Settings settings, InstantSource clock) {
        providers = Outside.echoes(settings, clock);
        resolver = Outside.resolvers(settings);
    }

    /** Starts them; throws what the engine says against a route file. */
    static ProbeRoutes start(Half half, Settings settings, InstantSource clock) throws Exception {
        ProbeRoutes started = new ProbeRoutes(settings, clock);
        try {
            started.load(half, settings);
        } catch (Exception e) {
            started.close();
            throw e;
        }
        return started;
    }

    private void load(Half half, Settings settings) throws Exception {
        context.setStartupSummaryLevel(StartupSummaryLevel.Off);
        OwnZone zone = new OwnZone(settings, "check");
        Map<String, String> values = new HashMap<>(settings.placeholders());
        values.putAll(zone.placeholders());
        Placeholders.install(context, values);
        ProbeComponents.add(context, settings, providers, resolver, zone);
        context.start();
        RouteFolder folder = RouteFolder.of(half, settings);
        Map<String, String> files = new HashMap<>(folder.look().texts());
        files.keySet()
                .removeIf(name -> name.startsWith("echo-own") || STEMS.stream().noneMatch(name::startsWith));
        PluginHelper.getRoutesLoader(context).loadRoutes(folder.resources(files));
    }

    EchoProviders providers() {
        return providers;
    }

    ResolverProbe resolver() {
        return resolver;
    }

    @Override
    public void close() {
        context.stop();
        providers.close();
        resolver.close();
    }
}
