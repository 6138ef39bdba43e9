package vpnsentinel.engine;

import java.io.IOException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.model.Model;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.support.PluginHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vpnsentinel.settings.StartProblem;

/**
 * Keeps the running routes like their files. An edit runs only after a {@link DryRun} of the whole folder; a broken one
 * leaves the running routes as they are and is remembered as a {@link RouteFault}. Requests that arrive during the swap
 * wait at the {@link Gate}.
 */
final class SafeReload implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SafeReload.class);
    /** What reaches beyond its own file, so that all routes have to be loaded again. */
    private static final Pattern WIDE = Pattern.compile(
            "(?m)^- *(routeConfiguration|onException|onCompletion|intercept\\w*|routeTemplate|beans|rest)\\b");

    private static final int DRAIN_MS = 2000;

    private final CamelContext live;
    private final RouteFolder folder;
    private final DryRun dryRun;
    private final Gate gate;
    private final InstantSource clock;
    private final Runnable reloaded;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "route-reload");
        thread.setDaemon(true);
        return thread;
    });
    private Map<String, String> running = Map.of();
    private Look last = new Look(Map.of(), "");
    private Look settled = last;
    private volatile Optional<RouteFault> fault = Optional.empty();

    SafeReload(CamelContext live, RouteFolder folder, Wiring wiring, Gate gate, InstantSource clock) {
        this.live = live;
        this.folder = folder;
        this.dryRun = new DryRun(live, wiring);
        this.gate = gate;
        this.clock = clock;
        this.reloaded = wiring::reloaded;
    }

    /** What is wrong with the files as they are now; empty when the running routes are those of the files. */
    Optional<RouteFault> fault() {
        return fault;
    }

    /** Loads all files for the first time, before the context starts. */
    void loadAll() throws Exception {
        last = look();
        settled = last;
        Map<String, String> seen = last.files();
        if (!last.failure().isEmpty()) {
            throw new StartProblem("routes: cannot read the folder "
                    + folder.path().toAbsolutePath() + "; set VPN_SENTINEL_ROUTES_DIR to one with *.camel.yaml files");
        }
        if (seen.isEmpty()) {
            throw new StartProblem("routes: no *.camel.yaml in " + folder.path().toAbsolutePath()
                    + "; set VPN_SENTINEL_ROUTES_DIR to a folder with some");
        }
        try {
            dryRun.of(folder.resources(seen));
        } catch (Exception e) {
            throw new StartProblem("routes: " + locate(e, seen));
        }
        PluginHelper.getRoutesLoader(live).loadRoutes(folder.resources(seen));
        running = seen;
    }

    /** Looks for edits every second from now on. */
    void watch() {
        timer.scheduleWithFixedDelay(this::lookForEdits, 1, 1, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    /** Looks now. An edit counts when two looks in a row see the same: editors empty a file before they write it. */
    synchronized void lookForEdits() {
        Look now = look();
        boolean quiet = now.equals(last);
        last = now;
        if (!quiet || now.equals(settled)) {
            return;
        }
        settled = now;
        if (now.failure().isEmpty()) {
            take(now.files());
        } else {
            remember(new RouteFault(folder.path().getFileName() + "/", 0, now.failure(), clock.instant()));
        }
    }

    private Look look() {
        try {
            return new Look(folder.read(), "");
        } catch (IOException | RuntimeException e) {
            return new Look(Map.of(), "cannot be read: " + e);
        }
    }

    private void take(Map<String, String> files) {
        if (files.equals(running)) {
            fault = Optional.empty();
            LOG.info("routes in {} are again as they run", folder.path());
            return;
        }
        try {
            if (files.isEmpty()) {
                throw new IllegalStateException("the folder has no *.camel.yaml any more");
            }
            swap(files, dryRun.of(folder.resources(files)));
            fault = Optional.empty();
            reloaded.run();
            LOG.info("routes taken over from edited files in {}", folder.path());
        } catch (Exception e) {
            remember(locate(e, files));
        }
    }

    private void remember(RouteFault found) {
        fault = Optional.of(found);
        LOG.error("edit refused, the old routes keep running: {}", found);
    }

    private RouteFault locate(Exception e, Map<String, String> files) {
        return FaultFinder.find(
                e, files, running, folder.path().getFileName() + "/", () -> Schemes.of(live), clock.instant());
    }

    private void swap(Map<String, String> files, Set<String> ids) throws Exception {
        Map<String, String> changed = new HashMap<>(files);
        changed.entrySet().removeAll(running.entrySet());
        Map<String, String> gone = new HashMap<>(running);
        gone.entrySet().removeAll(files.entrySet());
        boolean wide = WIDE.matcher(String.join("\n", changed.values()) + "\n" + String.join("\n", gone.values()))
                .find();
        gate.close();
        try {
            drain();
            replace(wide ? files : changed, ids, wide);
            running = files;
        } catch (Exception e) {
            replace(running, Set.of(), true);
            throw e;
        } finally {
            gate.open();
        }
    }

    private void drain() throws InterruptedException {
        for (int waited = 0; waited < DRAIN_MS && isBusy(); waited++) {
            Thread.sleep(1);
        }
    }

    private boolean isBusy() {
        return !gate.isEmpty() || live.getInflightRepository().size() > 0;
    }

    private void replace(Map<String, String> load, Set<String> keep, boolean all) throws Exception {
        for (Route route : live.getRoutes()) {
            if (route.getSourceResource() != null && (all || !keep.contains(route.getId()))) {
                live.getRouteController().stopRoute(route.getId(), 5, TimeUnit.SECONDS);
                live.removeRoute(route.getId());
            }
        }
        if (all) {
            // removing or updating them one by one gives an id to those without, which then no longer apply to all
            // routes
            Model model = ((ModelCamelContext) live).getCamelContextExtension().getContextPlugin(Model.class);
            model.getRouteConfigurationDefinitions().clear();
            PluginHelper.getRoutesLoader(live).loadRoutes(folder.resources(load));
        } else {
            PluginHelper.getRoutesLoader(live).updateRoutes(folder.resources(load));
        }
    }

    /** What one look at the folder saw: its files, or why it could not be read. */
    private record Look(Map<String, String> files, String failure) {}
}
