package vpnsentinel.access;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import vpnsentinel.network.Address;
import vpnsentinel.network.BoundedText;
import vpnsentinel.network.Prefix;

/**
 * Who may see what has no login, the pages above all: this host and private networks, and whom the user names besides.
 * Whoever comes through a proxy that is not trusted may come from anywhere. Thread-safe.
 */
public final class Visitors {
    /** Carriers and overlay networks both use it (RFC 6598): it is neither public nor everybody's own. */
    private static final Prefix SHARED = Prefix.parse("100.64.0.0/10").orElseThrow();

    private static final int LONGEST = 100;

    private final Door door;
    private final List<Prefix> allowed;
    private final boolean neighbours;
    private final HostNames hosts;
    private final Supplier<List<OwnAddress>> own;

    /**
     * An address of this host.
     *
     * @param link the network of its interface: whom it reaches there without a router
     */
    public record OwnAddress(Address address, Prefix link) {}

    /** What is behind, in words, and the setting that lets others in. */
    private record Door(String answers, String setting) {}

    private static final Door PAGES = new Door("The dashboard answers", "VPN_SENTINEL_DASHBOARD_ALLOWED_IPS");
    private static final Door HEALTH = new Door("Health and metrics answer", "VPN_SENTINEL_SERVER_HEALTH_ALLOWED_IPS");

    /**
     * @param allowed who may come beside private addresses
     * @param neighbours whether all may who are in a network of this host's interfaces
     * @param own this host's addresses at the moment
     */
    public Visitors(List<Prefix> allowed, boolean neighbours, HostNames hosts, Supplier<List<OwnAddress>> own) {
        this(PAGES, allowed, neighbours, hosts, own);
    }

    private Visitors(
            Door door, List<Prefix> allowed, boolean neighbours, HostNames hosts, Supplier<List<OwnAddress>> own) {
        this.door = door;
        this.allowed = List.copyOf(allowed);
        this.neighbours = neighbours;
        this.hosts = hosts;
        this.own = own;
    }

    /** Those who may ask for health and metrics; by which name does not matter. */
    public static Visitors ofHealth(List<Prefix> allowed, Supplier<List<OwnAddress>> own) {
        return new Visitors(HEALTH, allowed, false, HostNames.of(List.of(), ""), own);
    }

    /**
     * Why the visitor is refused; empty when it may see the pages.
     *
     * @param names by which names its browser called the server, as far as anybody says; none is no name
     */
    public Optional<Refusal> refuse(Caller caller, List<String> names) {
        return refuse(caller).or(() -> refuse(names));
    }

    /** Why the visitor is refused because of where it comes from; empty when it may come. */
    public Optional<Refusal> refuse(Caller caller) {
        if (caller.forwardedByStranger()) {
            return refusal("This request came through a proxy at " + caller.address()
                    + ", which is not in VPN_SENTINEL_TRUSTED_PROXIES; if it is yours, add it there");
        }
        if (!caller.isKnown()) {
            return refusal("Nobody can tell who calls through the proxy at " + caller.address() + ": " + caller.doubt()
                    + "; let it write one header, and name that in VPN_SENTINEL_FORWARDED_HEADER");
        }
        if (!mayCome(caller.address())) {
            return refusal(door.answers + " this host and private addresses only, not " + caller.address()
                    + "; reach it over the LAN or an SSH tunnel, or add the address to " + door.setting);
        }
        return Optional.empty();
    }

    private Optional<Refusal> refuse(List<String> names) {
        if (names.isEmpty()) {
            return refusal("The request names no host");
        }
        return names.stream()
                .filter(name -> !hosts.accept(name))
                .findFirst()
                .flatMap(name -> refusal("The dashboard is not called '" + BoundedText.line(name, LONGEST)
                        + "'; if it is, add the name to VPN_SENTINEL_DASHBOARD_HOSTS"));
    }

    private boolean mayCome(Address from) {
        return from.isPrivate() || from.isIn(allowed) || own.get().stream().anyMatch(each -> isNear(from, each));
    }

    private boolean isNear(Address from, OwnAddress here) {
        return here.address().equals(from) || (here.link().contains(from) && (neighbours || SHARED.contains(from)));
    }

    private static Optional<Refusal> refusal(String message) {
        return Optional.of(Refusal.of(403, "Access denied", message));
    }
}
