package vpnsentinel.engine;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.support.PluginHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vpnsentinel.settings.StartProblem;

/**
 * Keeps the running routes like their files. An edit runs only after a {@link Trial} of all files together; a broken file
 * keeps what ran of it, is remembered as a {@link RouteFault}, and holds up no other.
 */
final class SafeReload implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SafeReload.class);

    private final CamelContext live;
    private final RouteFolder folder;
    private final Wiring wiring;
    private final Trial trial;
    private final Swap swap;
    private final InstantSource clock;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "route-reload");
        thread.setDaemon(true);
        return thread;
    });
    private final Set<String> gone = new TreeSet<>();
    private Map<String, String> running = Map.of();
    private RouteFolder.Look last;
    private RouteFolder.Look settled;
    private volatile RouteState state = RouteState.WHOLE;

    /** @param switchedOff ids of routes that are off whatever the files say */
    SafeReload(
            CamelContext live,
            RouteFolder folder,
            Wiring wiring,
            Gate gate,
            InstantSource clock,
            Collection<String> switchedOff) {
        this.live = live;
        this.folder = folder;
        this.wiring = wiring;
        this.trial = new Trial(live, folder, wiring, switchedOff);
        this.swap = new Swap(live, folder, gate);
        this.clock = clock;
        this.last = folder.look();
        this.settled = last;
    }

    /** What is wrong with the files as they are now, and with the routes that run. */
    RouteState state() {
        List<String> losses = new ArrayList<>(state.losses());
        losses.addAll(wiring.doubts());
        return new RouteState(state.faults(), losses, state.remarks());
    }

    /** Loads all files for the first time, before the context starts; leaves out what is broken and can be missed. */
    void loadAll() throws Exception {
        Trial.Outcome outcome = firstTrial();
        PluginHelper.getRoutesLoader(live).loadRoutes(folder.resources(outcome.files()));
        running = outcome.files();
        publish(outcome);
    }

    /** What a start would say of the files; nothing is loaded. */
    Rehearsal rehearse() throws Exception {
        refuseNothing(last);
        Trial.Outcome outcome = trial.of(last, Map.of());
        publish(outcome);
        return new Rehearsal(outcome.files().size(), state(), !isLost(outcome));
    }

    /** What can run at a start; throws when that is nothing, or when it lacks what the half cannot do without. */
    private Trial.Outcome firstTrial() throws Exception {
        refuseNothing(last);
        Trial.Outcome outcome = trial.of(last, Map.of());
        if (isLost(outcome)) {
            throw new StartProblem("routes: "
                    + faults(outcome).stream().map(RouteFault::toString).collect(Collectors.joining("\n  ")));
        }
        return outcome;
    }

    private void refuseNothing(RouteFolder.Look look) {
        if (!look.failure().isEmpty()) {
            String setting = look.failure().startsWith("the overlay") ? "OVERLAY" : "DIR";
            throw new StartProblem("routes: " + look.failure() + "; set VPN_SENTINEL_ROUTES_" + setting
                    + " to one with *.camel.yaml files");
        }
        if (look.texts().isEmpty() && look.unreadable().isEmpty()) {
            throw new StartProblem("routes: no *.camel.yaml in " + folder.path().toAbsolutePath()
                    + "; set VPN_SENTINEL_ROUTES_DIR to a folder with some");
        }
    }

    private boolean isLost(Trial.Outcome outcome) {
        return outcome.files().isEmpty()
                || outcome.faults().keySet().stream()
                        .anyMatch(name -> !outcome.files().containsKey(name)
                                && wiring.indispensable().containsKey(Trial.stem(name)));
    }

    /** Looks for edits every second from now on. */
    void watch() {
        timer.scheduleWithFixedDelay(this::lookSafely, 1, 1, TimeUnit.SECONDS);
    }

    private void lookSafely() {
        try {
            lookForEdits();
        } catch (RuntimeException e) { // the next look may see more
            LOG.error("the files could not be looked at", e);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    /** Looks now. An edit counts when two looks in a row see the same: editors empty a file before they write it. */
    synchronized void lookForEdits() {
        wiring.watched();
        RouteFolder.Look now = folder.look();
        boolean quiet = now.equals(last);
        last = now;
        if (!quiet || now.equals(settled)) {
            return;
        }
        settled = now;
        if (!now.failure().isEmpty()) {
            refuseAll(now.failure());
        } else if (now.texts().isEmpty() && now.unreadable().isEmpty()) {
            refuseAll("the folder has no *.camel.yaml any more");
        } else {
            take();
        }
    }

    private void take() {
        try {
            Trial.Outcome outcome = trial.of(settled, running);
            Set<String> vanished = new TreeSet<>(running.keySet());
            vanished.removeAll(outcome.files().keySet());
            boolean isEdit = !outcome.files().equals(running);
            if (isEdit) {
                swap.to(outcome.files(), running, outcome.routes().keySet());
                running = outcome.files();
            }
            vanished.stream()
                    .filter(name -> !settled.has(name))
                    .map(Trial::stem)
                    .forEach(gone::add);
            if (isEdit) {
                wiring.reloaded();
                LOG.info("routes taken over from edited files in {}", folder.path());
            } else if (outcome.faults().isEmpty()) {
                LOG.info("routes in {} are again as they run", folder.path());
            }
            publish(outcome);
        } catch (Exception e) {
            refuseAll(FaultFinder.find(e, settled.texts(), running, "", Vocabulary.of(live), clock.instant())
                    .reason());
        }
    }

    private void refuseAll(String reason) {
        RouteFault fault = new RouteFault(folderName(), 0, reason, clock.instant());
        show(new RouteState(List.of(fault), state.losses(), state.remarks()));
    }

    private String folderName() {
        return folder.path().toAbsolutePath().getFileName() + "/";
    }

    private void publish(Trial.Outcome outcome) {
        gone.removeIf(id -> outcome.files().containsKey(id + RouteFolder.ENDING)
                || outcome.routes().containsKey(id));
        List<String> remarks = Stream.of(
                        gone.stream().map(id -> "route " + id + " is gone, with its file"),
                        settled.remarks().stream(),
                        trial.unknown(trial.switchedOff(), settled).stream())
                .flatMap(each -> each)
                .toList();
        show(new RouteState(faults(outcome), losses(outcome), remarks));
    }

    private List<RouteFault> faults(Trial.Outcome outcome) {
        Instant now = clock.instant();
        List<RouteFault> faults = new ArrayList<>();
        outcome.faults()
                .forEach((name, complaints) -> complaints.forEach(each -> {
                    boolean isLeftOut = !name.isEmpty() && !outcome.files().containsKey(name);
                    String called = name.isEmpty() ? folderName() : folder.called(name, settled);
                    RouteFault fault = new RouteFault(called, each.line(), each.text(), now, isLeftOut);
                    faults.add(state.faults().stream()
                            .filter(fault::isSameAs)
                            .findFirst()
                            .orElse(fault));
                }));
        return faults;
    }

    private List<String> losses(Trial.Outcome outcome) {
        Map<String, String> needed = new HashMap<>(wiring.indispensable());
        needed.keySet()
                .removeIf(id -> !outcome.off().contains(id) && outcome.routes().containsKey(id));
        return needed.entrySet().stream()
                .map(each -> each.getKey()
                        + (outcome.off().contains(each.getKey()) ? " is switched off: " : " is missing: ")
                        + each.getValue())
                .sorted()
                .toList();
    }

    /** Says in the log what is new, once. */
    private void show(RouteState now) {
        RouteState before = state;
        state = now;
        for (RouteFault fault : now.faults()) {
            if (before.faults().stream().noneMatch(fault::isSameAs)) {
                LOG.error(
                        fault.isLeftOut()
                                ? "left out, nothing runs in its place: {}"
                                : "edit refused, what ran goes on: {}",
                        fault);
            }
        }
        now.losses().stream().filter(each -> !before.losses().contains(each)).forEach(LOG::error);
        now.remarks().stream().filter(each -> !before.remarks().contains(each)).forEach(LOG::warn);
    }
}
