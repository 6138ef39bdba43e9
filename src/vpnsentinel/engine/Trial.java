package vpnsentinel.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import vpnsentinel.settings.Spelling;

/**
 * Finds out what of the files can run. A file with a fault is replaced by what ran of it before, or by the one below it that
 * it would replace, or is left out, and the others are tried without it, until what is left is whole.
 */
final class Trial {
    private static final int MOST_WRONG = 3;

    private final CamelContext live;
    private final RouteFolder folder;
    private final DryRun dryRun;
    private final RouteYaml yaml;
    private final Map<String, String> indispensable;
    private final Set<String> switchedOff;

    /** @param switchedOff ids of routes that are off whatever the files say */
    Trial(CamelContext live, RouteFolder folder, Wiring wiring, Collection<String> switchedOff) {
        this.live = live;
        this.folder = folder;
        this.dryRun = new DryRun(live, wiring);
        this.yaml = new RouteYaml(live);
        this.indispensable = wiring.indispensable();
        this.switchedOff = Set.copyOf(switchedOff);
    }

    /**
     * What came of it.
     *
     * @param files what can run, name and text
     * @param faults what is wrong, by the names of files; of the folder as a whole under an empty name
     * @param off the ids of routes that are switched off
     * @param routes the ids of the routes that can run, each with the name of its file
     */
    record Outcome(
            Map<String, String> files,
            Map<String, List<Complaint>> faults,
            Set<String> off,
            Map<String, String> routes) {}

    /**
     * Tries what the look saw.
     *
     * @param running the files as they run now, empty at the start
     */
    Outcome of(RouteFolder.Look look, Map<String, String> running) throws Exception {
        return new Attempt(look, running).made();
    }

    static String stem(String file) {
        return file.endsWith(RouteFolder.ENDING)
                ? file.substring(0, file.length() - RouteFolder.ENDING.length())
                : file;
    }

    /** One trial, from what was seen to what can run. */
    private final class Attempt {
        private final RouteFolder.Look look;
        private final Map<String, String> running;
        private final Map<String, String> files = new TreeMap<>();
        private final Map<String, List<Complaint>> faults = new TreeMap<>();
        private final Set<String> off = new TreeSet<>();

        Attempt(RouteFolder.Look look, Map<String, String> running) {
            this.look = look;
            this.running = running;
        }

        Outcome made() throws Exception {
            look.unreadable().forEach((name, complaint) -> refuse(name, List.of(complaint)));
            look.texts().forEach(this::take);
            running.keySet().stream()
                    .filter(name -> !look.has(name) && indispensable.containsKey(stem(name)))
                    .forEach(name -> refuse(name, List.of(gone(stem(name)))));
            off.forEach(this::standIn);
            DryRun.Outcome tried = dryRun.of(folder.resources(files));
            while (!tried.isClean()) {
                if (running.isEmpty() && isLost()) {
                    broken(tried); // no start will come of it, and what the others lack by it is no news
                    return new Outcome(files, faults, off, routesOf(files));
                }
                Map<String, String> before = new TreeMap<>(files);
                blame(tried);
                if (files.equals(before)) {
                    giveUp(tried);
                    return new Outcome(running, faults, off, routesOf(running));
                }
                tried = dryRun.of(folder.resources(files));
            }
            return new Outcome(files, faults, off, tried.routes());
        }

        private void take(String name, String text) {
            Set<String> ids = RouteYaml.ids(text);
            if (RouteYaml.isOff(text)
                    || switchedOff.contains(stem(name))
                    || ids.stream().anyMatch(switchedOff::contains)) {
                off.addAll(ids.isEmpty() ? Set.of(stem(name)) : ids);
                return;
            }
            List<Complaint> complaints = yaml.complaints(text, stem(name));
            if (complaints.isEmpty()) {
                files.put(name, text);
            } else {
                refuse(name, complaints);
            }
        }

        private Map<String, String> routesOf(Map<String, String> texts) {
            Map<String, String> routes = new TreeMap<>();
            texts.forEach((name, text) -> RouteYaml.ids(text).forEach(id -> routes.put(id, name)));
            return routes;
        }

        private Complaint gone(String id) {
            return Complaint.ofWhole("is gone, and without it " + indispensable.get(id)
                    + "; to switch it off on purpose, let the file hold the one line '# off'");
        }

        /** Who calls a route that is switched off calls one that does nothing. */
        private void standIn(String id) {
            if (!callers(id).isEmpty()) {
                files.put(id + RouteFolder.ENDING, """
                        - route:
                            id: %s
                            from:
                              uri: direct:%s
                              steps:
                                - removeProperty:
                                    name: switched-off
                        """.formatted(id, id));
            }
        }

        /** Puts in the place of the file what ran of it or lies below it, and when that is what failed, nothing. */
        private void refuse(String name, List<Complaint> complaints) {
            List<Complaint> all = faults.computeIfAbsent(name, key -> new ArrayList<>());
            complaints.stream().filter(each -> !all.contains(each)).forEach(all::add);
            Optional<String> failed = Optional.ofNullable(files.remove(name)).or(() -> seen(name));
            Optional.ofNullable(running.get(name))
                    .or(() -> Optional.ofNullable(look.below().get(name)))
                    .filter(text -> !failed.equals(Optional.of(text)))
                    .ifPresent(text -> files.put(name, text));
        }

        private Optional<String> seen(String name) {
            return Optional.ofNullable(look.texts().get(name));
        }

        private boolean isLost() {
            return faults.keySet().stream()
                    .anyMatch(name -> !files.containsKey(name) && indispensable.containsKey(stem(name)));
        }

        private void broken(DryRun.Outcome tried) {
            tried.broken().forEach((name, thrown) -> refuse(name, List.of(located(name, thrown))));
        }

        private void blame(DryRun.Outcome tried) {
            broken(tried);
            tried.twice().forEach((id, names) -> {
                String guilty = changedLast(names);
                String first = names.stream()
                        .filter(name -> !name.equals(guilty))
                        .findFirst()
                        .orElse(guilty);
                refuse(
                        guilty,
                        List.of(new Complaint(
                                lineOf("id:\\s*[\"']?" + Pattern.quote(id) + "\\b", guilty),
                                "route id '" + id + "' is used twice: in " + first + " and in " + guilty)));
            });
            tried.deadEnds().forEach(this::deadEnd);
            tried.refused().ifPresent(thrown -> refused(thrown, tried.routes()));
        }

        private Complaint located(String name, Exception thrown) {
            RouteFault fault = FaultFinder.find(
                    thrown,
                    Map.of(name, files.getOrDefault(name, "")),
                    running.containsKey(name) ? Map.of(name, running.get(name)) : Map.of(),
                    name,
                    Vocabulary.of(live),
                    Instant.EPOCH);
            return new Complaint(fault.line(), fault.reason());
        }

        /** Guilty is the edit that took the route away, else whoever calls it anew, else whoever calls it. */
        private void deadEnd(String called) {
            String own = called + RouteFolder.ENDING;
            List<String> callers = callers(called);
            if (running.containsKey(own) && !isAsItRuns(own)) {
                refuse(
                        own,
                        List.of(Complaint.ofWhole(
                                (look.has(own) ? "no route starts from direct:" + called + " any more" : "is gone")
                                        + ", but " + String.join(", ", callers) + " calls it")));
                return;
            }
            List<String> anew =
                    callers.stream().filter(name -> !isAsItRuns(name)).toList();
            for (String caller : anew.isEmpty() ? callers : anew) {
                refuse(caller, List.of(new Complaint(lineOf(call(called), caller), noRoute(called, own))));
            }
        }

        private String noRoute(String called, String own) {
            if (faults.containsKey(own)) {
                return "calls direct:" + called + ", which is left out";
            }
            List<String> known = files.keySet().stream().map(Trial::stem).toList();
            return "no route starts from direct:" + called
                    + Spelling.nearest(called, known, MOST_WRONG)
                            .map(near -> "; did you mean direct:" + near + "?")
                            .orElse("");
        }

        private List<String> callers(String called) {
            Pattern call = Pattern.compile("(?m)^[^#\\n]*" + call(called));
            return files.entrySet().stream()
                    .filter(each -> !stem(each.getKey()).equals(called))
                    .filter(each -> call.matcher(each.getValue()).find())
                    .map(Map.Entry::getKey)
                    .toList();
        }

        private static String call(String called) {
            return "direct:(//)?" + Pattern.quote(called) + "(?![\\w-])";
        }

        private void refused(Exception thrown, Map<String, String> routes) {
            if (thrown instanceof RouteClash clash) {
                clash(clash, routes);
                return;
            }
            RouteFault fault = FaultFinder.find(thrown, files, running, "", Vocabulary.of(live), Instant.EPOCH);
            if (files.containsKey(fault.file())) {
                refuse(fault.file(), List.of(new Complaint(fault.line(), fault.reason())));
            }
        }

        private void clash(RouteClash clash, Map<String, String> routes) {
            Set<String> names = new TreeSet<>();
            names.add(routes.getOrDefault(clash.one(), ""));
            names.add(routes.getOrDefault(clash.other(), ""));
            String guilty = changedLast(names);
            String other = names.stream()
                    .filter(name -> !name.equals(guilty))
                    .findFirst()
                    .orElse(guilty);
            int from = lineOf("uri:", guilty);
            refuse(guilty, List.of(new Complaint(from, clash.beside(called(other)))));
        }

        /** The file whose edit brought the trouble; where several did, the last, which no look at them can tell better. */
        private String changedLast(Collection<String> names) {
            List<String> changed =
                    names.stream().filter(name -> !isAsItRuns(name)).sorted().toList();
            List<String> own = changed.stream().filter(look.onTop()::contains).toList();
            List<String> suspects = !own.isEmpty()
                    ? own
                    : changed.isEmpty() ? names.stream().sorted().toList() : changed;
            return suspects.get(suspects.size() - 1);
        }

        private boolean isAsItRuns(String name) {
            return Objects.equals(files.get(name), running.get(name));
        }

        private int lineOf(String pattern, String name) {
            String text = files.getOrDefault(name, "");
            var at = Pattern.compile("(?m)^[^#\\n]*?" + pattern).matcher(text);
            return at.find() ? (int) text.substring(0, at.end()).lines().count() : 0;
        }

        private String called(String name) {
            return folder.called(name, look);
        }

        /** Nobody can be blamed: all stays as it was. */
        private void giveUp(DryRun.Outcome tried) {
            String reason = tried.refused()
                    .map(thrown -> FaultFinder.find(thrown, files, running, "", Vocabulary.of(live), Instant.EPOCH)
                            .reason())
                    .orElseGet(() -> "no route starts from direct:" + String.join(", direct:", tried.deadEnds()));
            faults.computeIfAbsent("", key -> new ArrayList<>()).add(Complaint.ofWhole(reason));
        }
    }

    /** The ids in the setting that no file has, each with a word of advice. */
    List<String> unknown(Collection<String> ids, RouteFolder.Look look) {
        Set<String> known = new TreeSet<>();
        look.texts().forEach((name, text) -> {
            known.add(stem(name));
            known.addAll(RouteYaml.ids(text));
        });
        return ids.stream()
                .filter(id -> !known.contains(id))
                .map(id -> "VPN_SENTINEL_ROUTES_OFF names '" + id + "', which is no route"
                        + Spelling.nearest(id, known, MOST_WRONG)
                                .map(near -> "; did you mean '" + near + "'?")
                                .orElse(""))
                .sorted()
                .toList();
    }

    /** The ids as a set that does not change. */
    Set<String> switchedOff() {
        return Collections.unmodifiableSet(switchedOff);
    }
}
