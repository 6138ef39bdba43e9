package demo;

import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import vpnsentinel.network.Address;

/**
 * A stand-in for the public echo and geolocation providers, over real HTTP on loopback: a listener for each provider, one
 * table of what the world knows about addresses, and one line on which its caller is seen. Two callers on two lines, a
 * server and a client, are two internets. Thread-safe.
 */
public final class Internet implements AutoCloseable {
    private final Map<Address, Line> table = new ConcurrentHashMap<>();
    private final Map<Provider, EchoService> services = new EnumMap<>(Provider.class);

    /** An internet that knows the lines of the {@link World} and sees its caller on the given one. */
    public Internet(Line caller) {
        know(World.lines());
        for (Provider provider : Provider.values()) {
            services.put(provider, new EchoService(provider, this::line, caller));
        }
    }

    /** Adds lines to what the world knows. */
    public void know(Collection<Line> lines) {
        lines.forEach(line -> table.put(line.address(), line));
    }

    private Optional<Line> line(Address address) {
        return Optional.ofNullable(table.get(address));
    }

    /** The base address of a provider, without a slash at its end. */
    public URI url(Provider provider) {
        return service(provider).url();
    }

    /** The settings that point a half of the product at this internet. */
    public Map<String, String> settings() {
        return Map.of(
                "VPN_SENTINEL_ECHO_IPINFO_URL",
                url(Provider.IPINFO).toString(),
                "VPN_SENTINEL_ECHO_IP_API_URL",
                url(Provider.IP_API).toString(),
                "VPN_SENTINEL_ECHO_IPWHOIS_URL",
                url(Provider.IPWHOIS).toString(),
                "VPN_SENTINEL_ECHO_CLOUDFLARE_URL",
                "http://127.0.0.1:1",
                "VPN_SENTINEL_PROBE_IPV6",
                "off",
                "VPN_SENTINEL_STUN_SERVERS",
                "none");
    }

    /** From now on all providers see the caller on this line, and know the line. */
    public void callerIsOn(Line line) {
        know(List.of(line));
        services.values().forEach(service -> service.callerIsOn(line));
    }

    /** From now on this provider alone sees the caller on this line: it lies, or its traffic takes another way. */
    public void callerIsOn(Line line, Provider provider) {
        service(provider).callerIsOn(line);
    }

    /** From now on the provider fails in this way; with {@link Failure#NONE} it works again. */
    public void fail(Provider provider, Failure failure) {
        service(provider).fail(failure);
    }

    /** From now on all providers fail in this way. */
    public void fail(Failure failure) {
        services.values().forEach(service -> service.fail(failure));
    }

    /** The number of requests that reached the provider. */
    public int requests(Provider provider) {
        return service(provider).paths().size();
    }

    /** The number of requests that reached the provider for this path. */
    public int requests(Provider provider, String path) {
        return (int) service(provider).paths().stream().filter(path::equals).count();
    }

    /** The paths of all requests to all providers, without their queries. */
    public List<String> paths() {
        List<String> all = new ArrayList<>();
        services.values().forEach(service -> all.addAll(service.paths()));
        return all;
    }

    private EchoService service(Provider provider) {
        return Optional.ofNullable(services.get(provider)).orElseThrow();
    }

    /** Ends all listeners, hanging requests included. */
    @Override
    public void close() {
        services.values().forEach(EchoService::close);
    }
}
