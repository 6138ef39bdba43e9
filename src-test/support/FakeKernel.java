package support;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import vpnsentinel.network.Address;
import vpnsentinel.network.Prefix;
import vpnsentinel.probe.Kernel;
import vpnsentinel.probe.Link;

/** A kernel with interfaces and routes from a table; the longest prefix wins. */
public final class FakeKernel implements Kernel {
    private final List<Link> links = new ArrayList<>();
    private final Map<Prefix, String> routes = new LinkedHashMap<>();

    public FakeKernel link(String name, boolean pointToPoint, String... addresses) {
        links.removeIf(link -> link.name().equals(name));
        links.add(new Link(
                name,
                name.equals("lo"),
                pointToPoint,
                Stream.of(addresses).map(FakeKernel::address).toList()));
        return this;
    }

    public FakeKernel unplug(String name) {
        links.removeIf(link -> link.name().equals(name));
        routes.values().removeIf(name::equals);
        return this;
    }

    public FakeKernel route(String prefix, String via) {
        routes.put(Prefix.parse(prefix).orElseThrow(), via);
        return this;
    }

    public static Address address(String text) {
        return Address.parse(text).orElseThrow();
    }

    @Override
    public List<Link> links() {
        return List.copyOf(links);
    }

    @Override
    public Optional<Address> sourceTowards(Address target) {
        return routes.keySet().stream()
                .filter(prefix -> prefix.contains(target))
                .max((a, b) -> Integer.compare(a.length(), b.length()))
                .map(routes::get)
                .flatMap(via -> links.stream()
                        .filter(link -> link.name().equals(via))
                        .flatMap(link -> link.addresses().stream())
                        .filter(address -> address.isV4() == target.isV4())
                        .findFirst());
    }
}
