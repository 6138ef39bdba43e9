package vpnsentinel.engine;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.StartupSummaryLevel;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;
import vpnsentinel.settings.Half;
import vpnsentinel.settings.Settings;
import vpnsentinel.settings.StartProblem;

/** One half of the product while it runs: its routes from their folder, its beans, and the watch over edits. */
public final class RunningHalf implements AutoCloseable {
    private static final int SHUTDOWN_S = 2;

    private final Main main = new Main();
    private final Wiring wiring;
    private final Gate gate;
    private Optional<SafeReload> reload = Optional.empty();

    private RunningHalf(Wiring wiring, Gate gate) {
        this.wiring = wiring;
        this.gate = gate;
    }

    /** Starts the half; throws, with everything stopped again, when it cannot run. */
    public static RunningHalf start(Half half, Settings settings, InstantSource clock, Wiring wiring, Gate gate)
            throws Exception {
        RunningHalf running = new RunningHalf(wiring, gate);
        try {
            running.start(half, settings, clock);
        } catch (Exception e) {
            running.close();
            throw e;
        }
        return running;
    }

    /**
     * Tries the route files as a start would, and runs none.
     *
     * @throws StartProblem when there are none
     */
    public static Rehearsal rehearse(Half half, Settings settings, InstantSource clock, Wiring wiring)
            throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.setStartupSummaryLevel(StartupSummaryLevel.Off);
            furnish(context, settings, wiring);
            return reload(context, half, settings, wiring, new Gate(), clock).rehearse();
        }
    }

    /** Gives the context all that route files can name. */
    private static void furnish(CamelContext context, Settings settings, Wiring wiring) {
        Map<String, String> values = new HashMap<>(settings.placeholders());
        values.putAll(wiring.placeholders());
        Placeholders.install(context, values);
        wiring.prepare(context);
        wiring.bind(context.getRegistry());
        SteadyTimerComponent.add(context);
        wiring.components(context);
    }

    private static SafeReload reload(
            CamelContext context, Half half, Settings settings, Wiring wiring, Gate gate, InstantSource clock) {
        return new SafeReload(
                context, RouteFolder.of(half, settings), wiring, gate, clock, settings.list("routes.off"));
    }

    private void start(Half half, Settings settings, InstantSource clock) throws Exception {
        main.setDefaultPropertyPlaceholderLocation("false");
        main.configure().setStartupSummaryLevel(StartupSummaryLevel.Off);
        main.configure()
                .withName("vpn-sentinel-" + half.word())
                .withAutoConfigurationLogSummary(false)
                .withAutoConfigurationEnvironmentVariablesEnabled(false)
                .withAutoConfigurationSystemPropertiesEnabled(false)
                .withRoutesIncludePattern("false")
                .withBasePackageScanEnabled(false)
                .withStreamCachingEnabled(false)
                .withShutdownTimeout(SHUTDOWN_S)
                .withShutdownLogInflightExchangesOnTimeout(false);
        main.addMainListener(new MainListenerSupport() {
            @Override
            public void afterConfigure(BaseMainSupport configured) {
                CamelContext context = configured.getCamelContext();
                furnish(context, settings, wiring);
                load(context, half, settings, clock);
            }
        });
        main.start();
        wiring.started(main.getCamelContext());
        reload.ifPresent(SafeReload::watch);
    }

    private void load(CamelContext context, Half half, Settings settings, InstantSource clock) {
        StepIds.ofEachRouteAlone(context);
        SafeReload made = reload(context, half, settings, wiring, gate, clock);
        reload = Optional.of(made);
        try {
            made.loadAll();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new StartProblem("routes: " + e.getMessage());
        }
    }

    /** The engine's context, for tests and for sending into routes. */
    public CamelContext context() {
        return main.getCamelContext();
    }

    /** What is wrong with the route files as they are now, and with the routes that run. */
    public RouteState routes() {
        return reload.map(SafeReload::state).orElse(RouteState.WHOLE);
    }

    /** Looks for edited route files now; the watch does so every second. */
    public void lookForEdits() {
        reload.ifPresent(SafeReload::lookForEdits);
    }

    @Override
    public void close() {
        reload.ifPresent(SafeReload::close);
        if (main.getCamelContext() != null) {
            wiring.stopping(main.getCamelContext());
        }
        main.stop();
    }
}
