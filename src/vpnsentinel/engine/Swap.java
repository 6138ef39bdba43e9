package vpnsentinel.engine;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.model.Model;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.support.PluginHelper;

/** Puts tried routes in the place of running ones. Requests that arrive meanwhile wait at the {@link Gate}. */
final class Swap {
    /** What reaches beyond its own file, so that all routes have to be loaded again. */
    private static final Pattern WIDE = Pattern.compile(
            "(?m)^- *(routeConfiguration|onException|onCompletion|intercept\\w*|routeTemplate|beans|rest)\\b");

    private static final int DRAIN_MS = 2000;

    private final CamelContext live;
    private final RouteFolder folder;
    private final Gate gate;

    Swap(CamelContext live, RouteFolder folder, Gate gate) {
        this.live = live;
        this.folder = folder;
        this.gate = gate;
    }

    /**
     * Lets these files run instead; where they cannot, those that ran before run again, and it throws.
     *
     * @param ids the ids of all routes in the files
     */
    void to(Map<String, String> files, Map<String, String> running, Set<String> ids) throws Exception {
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
}
