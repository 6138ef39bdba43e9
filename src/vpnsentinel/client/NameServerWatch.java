package vpnsentinel.client;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vpnsentinel.network.PathSighting;
import vpnsentinel.network.RouteChoice;
import vpnsentinel.network.SilentNameServers;
import vpnsentinel.probe.NameServer;
import vpnsentinel.probe.ResolverPulse;

/**
 * Which name servers are dead. One is, when it failed three times in a row, and the way to it is proven to work in between: a
 * beat was answered by that way after the first failure, and before the last one began. So neither a tunnel that stalls nor
 * one that comes back kills a resolver. Where another name server answers, that is proof enough. Thread-safe.
 */
final class NameServerWatch {
    private static final int DEAD = 3;
    /** Failures without proof after which there is no hurry: no beat comes, or none by that way. */
    private static final int PATIENT = 12;

    private final Map<NameServer, Run> runs = new LinkedHashMap<>();

    /** One name server's failures in a row, and the beats that were answered by its way. */
    private static final class Run {
        private int failures;
        private int beats;
        private int beatsAtFirst;
        private int beatsAtStart;
        private boolean proven;

        /** Begins anew. */
        void reset() {
            failures = 0;
            proven = false;
        }

        void failed(boolean otherAnswered) {
            failures++;
            if (failures == 1) {
                beatsAtFirst = beats;
            }
            proven |= failures >= DEAD && (otherAnswered || beatsAtStart > beatsAtFirst);
        }
    }

    /** A try begins. */
    synchronized void begin() {
        runs.values().forEach(run -> run.beatsAtStart = run.beats);
    }

    /** Takes what became of the try. */
    synchronized void take(List<ResolverPulse.Beat> tried) {
        runs.keySet().retainAll(tried.stream().map(ResolverPulse.Beat::server).toList());
        boolean any = tried.stream().anyMatch(ResolverPulse.Beat::answered);
        for (ResolverPulse.Beat each : tried) {
            Run run = runs.computeIfAbsent(each.server(), server -> new Run());
            if (each.answered()) {
                run.reset();
            } else {
                run.failed(any);
            }
        }
    }

    /** A beat was answered, when the kernel's ways were these. */
    synchronized void beatAnswered(PathSighting ways) {
        runs.forEach((server, run) -> {
            if (isProof(ways, server)) {
                run.beats++;
            }
        });
    }

    /** No answer to a beat came: what failed until now may have failed with everything else, and is no sign of death. */
    synchronized void beatLost() {
        runs.values().stream().filter(run -> !run.proven).forEach(Run::reset);
    }

    /** Nobody is asked for a while: what was seen is of the past. */
    synchronized void rest() {
        runs.clear();
    }

    /** Whether another try at once may tell more. */
    synchronized boolean isUndecided() {
        return runs.values().stream().anyMatch(run -> run.failures > 0 && run.failures < PATIENT && !run.proven);
    }

    /** Those that are dead; empty when none is. */
    synchronized Optional<SilentNameServers> silent() {
        List<String> names = runs.entrySet().stream()
                .filter(each -> each.getValue().proven)
                .map(each -> each.getKey().text())
                .toList();
        return names.isEmpty()
                ? Optional.empty()
                : Optional.of(new SilentNameServers(names, names.size() == runs.size()));
    }

    /** Whether an answer from this server shows that questions to the name server would arrive, were it alive. */
    private static boolean isProof(PathSighting ways, NameServer server) {
        List<RouteChoice> beats = ways.choices().stream()
                .filter(choice -> choice.role() == RouteChoice.Role.SERVER && choice.isRouted())
                .toList();
        if (beats.isEmpty() || ways.onlyLoopback() || ways.stalled()) {
            return false;
        }
        boolean forwards = server.address().isLoopback(); // whither it asks, nobody here can tell
        Optional<RouteChoice> questions = ways.choices().stream()
                .filter(choice -> choice.role() == RouteChoice.Role.NAME_SERVER)
                .filter(choice -> choice.target().equals(server.address()))
                .findFirst();
        if (ways.tunnels().isEmpty()) { // perhaps on a router: what stays on this side of it shows nothing
            return beats.stream()
                    .allMatch(way -> way.target().isPublic()
                            && (forwards
                                    || questions
                                            .filter(asked -> asked.via().equals(way.via()))
                                            .isPresent()));
        }
        boolean inside = !ways.isPastTunnel() && beats.stream().allMatch(ways::isInside);
        boolean beside =
                !forwards && questions.filter(asked -> !ways.isInside(asked)).isPresent();
        return inside || (beside && !ways.isPastTunnel());
    }
}
