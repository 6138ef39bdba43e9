package vpnsentinel.probe;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vpnsentinel.network.Address;
import vpnsentinel.network.PathSighting;

/**
 * The client's network namespace at one moment.
 *
 * @param path the kernel's ways
 * @param links the interfaces that are up
 * @param endpoints addresses with a host route of their own beside the tunnel: a VPN's endpoint has one
 * @param resolverConfiguration the text of the resolver configuration in force, empty when there is none
 * @param counters what all tunnels carried together, empty where the system does not count
 */
public record Surroundings(
        PathSighting path,
        List<Link> links,
        Set<Address> endpoints,
        String resolverConfiguration,
        Optional<Counters> counters) {
    public Surroundings {
        links = List.copyOf(links);
        endpoints = Set.copyOf(endpoints);
    }

    /** Surroundings that do not count packets. */
    public Surroundings(PathSighting path, List<Link> links, Set<Address> endpoints, String resolverConfiguration) {
        this(path, links, endpoints, resolverConfiguration, Optional.empty());
    }

    /** The addresses of interfaces that are neither the tunnel nor the loopback, each with its interface. */
    public Map<Address, String> outside() {
        Map<Address, String> found = new HashMap<>();
        for (Link link : links) {
            if (!link.loopback() && !path.tunnels().contains(link.name())) {
                link.addresses().forEach(address -> found.put(address, link.name()));
            }
        }
        return found;
    }

    /** Whether the kernel calls that interface a line to one other end. */
    public boolean isPointToPoint(String name) {
        return links.stream().anyMatch(link -> link.name().equals(name) && link.pointToPoint());
    }
}
