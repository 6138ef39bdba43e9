package vpnsentinel.probe;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vpnsentinel.network.Address;
import vpnsentinel.network.Appointment;
import vpnsentinel.network.Prefix;
import vpnsentinel.network.SocketSighting;

/**
 * Sees sockets of any program of this network namespace that use an address beside the tunnel. Needs no privilege and
 * asks nobody. Not thread-safe.
 */
public final class SocketProbe {
    /** Beyond so many sockets the tables are read less often. */
    private static final int MANY = 500;

    private static final Duration SLOWLY = Duration.ofSeconds(10);
    /** A program that connects now and then is one finding, not one each time. */
    private static final Duration HELD = Duration.ofSeconds(30);

    /** A VPN over TCP that is on its way to another server looks like a program; its route follows its handshake. */
    private static final Duration CONNECTING = Duration.ofSeconds(20);

    private static final int MOST = 40;
    private static final int MOST_ENDPOINTS = 64;

    private final Path net;
    private final Path ownDescriptors;
    private final List<Prefix> allowed;
    private final boolean onHosts;
    private final Set<Address> endpoints = new LinkedHashSet<>();
    private final Map<SocketSighting, Held> held = new HashMap<>();
    private Set<SocketTable.Entry> before = Set.of();
    private Appointment next = Appointment.NOW;
    private Optional<Instant> goneSince = Optional.empty();

    /** Until when a sighting, counted as one, is held, and how many sockets it stands for. */
    private record Held(Appointment end, int count) {}

    /**
     * A probe of this process's network namespace.
     *
     * @param proc where procfs is mounted
     * @param allowed remotes that may be reached beside the tunnel
     * @param onHosts whether to look also where an interface belongs to a device: on a host, programs beside the tunnel
     *     are usual
     */
    public SocketProbe(Path proc, List<Prefix> allowed, boolean onHosts) {
        this.net = proc.resolve("net");
        this.ownDescriptors = proc.resolve("self").resolve("fd");
        this.allowed = List.copyOf(allowed);
        this.onHosts = onHosts;
    }

    /** What was seen in two reads in a row, lately; nothing without a known tunnel. */
    public List<SocketSighting> look(Surroundings seen, Instant now) {
        if (seen.path().tunnels().isEmpty() || (seen.path().host() && !onHosts)) {
            held.clear();
            return List.of();
        }
        Map<Address, String> outside = seen.outside();
        goneSince = seen.path().isPastTunnel() ? Optional.of(earlier(goneSince.orElse(now), now)) : Optional.empty();
        if (next.isDue(now)) {
            remember(seen.endpoints());
            read(outside, now);
        }
        held.entrySet().removeIf(each -> isOver(each.getKey(), each.getValue(), outside, now));
        return sightings();
    }

    private boolean isOver(SocketSighting sighting, Held seen, Map<Address, String> outside, Instant now) {
        return seen.end().isDue(now)
                || !outside.containsKey(sighting.local())
                || sighting.remote().filter(endpoints::contains).isPresent();
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    /** Whether what looks like a program may be the VPN; meanwhile the missing tunnel speaks for itself. */
    private boolean isConnecting(Instant now) {
        return goneSince.filter(since -> now.isBefore(since.plus(CONNECTING))).isPresent();
    }

    /** A VPN that reconnects is not yet routed as its endpoint again, so what once was one stays one. */
    private void remember(Set<Address> known) {
        endpoints.addAll(known);
        while (endpoints.size() > MOST_ENDPOINTS) {
            endpoints.remove(endpoints.iterator().next());
        }
    }

    private void read(Map<Address, String> outside, Instant now) {
        SocketTable table = new SocketTable(outside);
        List<SocketTable.Entry> entries = new ArrayList<>();
        table.read(net.resolve("tcp"), true, entries);
        table.read(net.resolve("tcp6"), true, entries);
        table.read(net.resolve("udp"), false, entries);
        table.read(net.resolve("udp6"), false, entries);
        next = Appointment.in(table.count > MANY ? SLOWLY : Duration.ZERO, now);
        entries.removeIf(entry -> !isOfInterest(entry));
        Set<Long> own = entries.isEmpty() ? Set.of() : own();
        entries.removeIf(entry -> own.contains(entry.inode()));
        Map<SocketSighting, Integer> counts = new HashMap<>();
        for (SocketTable.Entry entry : entries) {
            if (before.contains(entry)) {
                counts.merge(sighting(entry, table.listening, outside), 1, Integer::sum);
            }
        }
        if (isConnecting(now)) {
            counts.keySet().removeIf(sighting -> sighting.kind() == SocketSighting.Kind.OUTBOUND);
        }
        counts.forEach((sighting, count) -> held.put(sighting, new Held(Appointment.in(HELD, now), count)));
        before = new HashSet<>(entries);
    }

    /** Neighbours, and what may be reached directly, are none of our business. */
    private boolean isOfInterest(SocketTable.Entry entry) {
        Address remote = entry.remote();
        return entry.connected()
                ? remote.isPublic() && !endpoints.contains(remote) && !remote.isIn(allowed)
                : entry.remotePort() == 0;
    }

    private static SocketSighting sighting(SocketTable.Entry entry, BitSet listening, Map<Address, String> outside) {
        SocketSighting.Kind kind = !entry.connected()
                ? SocketSighting.Kind.UNCONNECTED
                : entry.tcp() && listening.get(entry.localPort())
                        ? SocketSighting.Kind.INBOUND
                        : SocketSighting.Kind.OUTBOUND;
        boolean away = kind == SocketSighting.Kind.OUTBOUND;
        return new SocketSighting(
                kind,
                entry.tcp() ? "tcp" : "udp",
                entry.local(),
                outside.getOrDefault(entry.local(), ""),
                entry.connected() ? Optional.of(entry.remote()) : Optional.empty(),
                away ? entry.remotePort() : entry.localPort(),
                1);
    }

    /** The sockets of this process: its probes, and its way to the server. */
    private Set<Long> own() {
        Set<Long> inodes = new HashSet<>();
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(ownDescriptors)) {
            for (Path descriptor : descriptors) {
                inode(descriptor).ifPresent(inodes::add);
            }
        } catch (IOException | java.nio.file.DirectoryIteratorException none) {
            return inodes; // then a probe of ours could be taken for a program's, but only if it takes two looks
        }
        return inodes;
    }

    private static Optional<Long> inode(Path descriptor) {
        try {
            String target = Files.readSymbolicLink(descriptor).toString();
            return target.startsWith("socket:[")
                    ? Optional.of(Long.parseLong(target.substring(8, target.length() - 1)))
                    : Optional.empty();
        } catch (IOException | NumberFormatException closedMeanwhile) {
            return Optional.empty();
        }
    }

    private List<SocketSighting> sightings() {
        return held.entrySet().stream()
                .map(each -> withCount(each.getKey(), each.getValue().count()))
                .sorted(Comparator.comparing(SocketSighting::kind)
                        .thenComparing(
                                each -> each.remote().map(Address::toString).orElse(""))
                        .thenComparing(SocketSighting::port))
                .limit(MOST)
                .toList();
    }

    private static SocketSighting withCount(SocketSighting one, int count) {
        return new SocketSighting(one.kind(), one.protocol(), one.local(), one.via(), one.remote(), one.port(), count);
    }
}
