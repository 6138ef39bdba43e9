package lab.core;

import demo.Line;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import vpnsentinel.network.Address;

/** What the world knows about any address: the most specific network that holds it decides. Immutable. */
final class Geography {
    private final List<KnownNetwork> networks;

    Geography(List<KnownNetwork> networks) {
        this.networks = networks.stream()
                .sorted(Comparator.comparingInt(
                        (KnownNetwork each) -> -each.prefix().length()))
                .toList();
    }

    /** The address as geolocation services know it; empty when it is in none of the networks. */
    Optional<Line> line(Address address) {
        return networks.stream()
                .filter(each -> each.prefix().contains(address))
                .findFirst()
                .map(each -> each.at(address));
    }
}
