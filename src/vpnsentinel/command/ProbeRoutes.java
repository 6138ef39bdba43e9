package vpnsentinel.command;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.camel.StartupSummaryLevel;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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
    private static final Logger LOG = LoggerFactory.getLogger(ProbeRoutes.class);
    private static final Set<String> STEMS = Set.of("echo-", "resolver-");

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final EchoProviders providers;
    private final ResolverProbe resolver;

    private ProbeRoutes(Settings settings, InstantSource clock) {
        providers = Outside.echoes(settings, clock);
        resolver = Outside.resolvers(settings);
    }

    /** Starts those that can be; throws when none could be. */
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
        for (Resource file : folder.resources(files)) {
            try {
                PluginHelper.getRoutesLoader(context).loadRoutes(file);
            } catch (Exception e) {
                LOG.debug("left out, the line of the route files says why file={}", file.getLocation(), e);
            }
        }
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
