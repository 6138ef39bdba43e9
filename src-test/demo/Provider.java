package demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vpnsentinel.network.Address;

/** The public echo and geolocation services that the simulated internet offers. */
public enum Provider {
    /** {@code https://ipinfo.io}: {@code /json}, {@code /<address>/json}. */
    IPINFO("ipinfo.io", "/json", "/([^/]+)/json", new IpinfoFormat()),
    /** {@code http://ip-api.com}: {@code /json}, {@code /json/<address>}, {@code ?fields=}. */
    IP_API("ip-api.com", "/json/?", "/json/([^/]+)", new IpApiFormat()),
    /** {@code https://ipwhois.app}: {@code /json/}, {@code /json/<address>}. */
    IPWHOIS("ipwhois.app", "/json/?", "/json/([^/]+)", new IpwhoisFormat()),
    /** {@code https://ipwho.is}: {@code /}, {@code /<address>}. */
    IPWHO_IS("ipwho.is", "/?", "/([^/]+)", new IpwhoIsFormat());

    private final String source;
    private final Pattern own;
    private final Pattern other;
    private final ProviderFormat format;

    Provider(String source, String own, String other, ProviderFormat format) {
        this.source = source;
        this.own = Pattern.compile(own);
        this.other = Pattern.compile(other);
        this.format = format;
    }

    /** The name under which the product knows the service: {@code ipinfo.io}. */
    public String source() {
        return source;
    }

    /** The text of the address that a path asks for, the caller's own if it names none; empty when there is no such page. */
    public Optional<String> asked(String path, Address caller) {
        if (own.matcher(path).matches()) {
            return Optional.of(caller.toString());
        }
        Matcher named = other.matcher(path);
        return named.matches() ? Optional.of(named.group(1)) : Optional.empty();
    }

    /** The answer about a line that the service knows. */
    public ObjectNode known(Line line, String query) {
        return format.known(line, query);
    }

    /** The answer about text that is no address, or one of which the service knows nothing. */
    public ObjectNode unknown(String asked, String query) {
        return format.unknown(asked, query);
    }

    /** The headers of every answer that say how many requests are left. */
    public Map<String, String> headers(boolean tooMany) {
        return format.headers(tooMany);
    }

    /** The body that goes with status 429. */
    public String tooMany() {
        return format.tooMany();
    }

    /** The body that goes with status 403. */
    public String forbidden() {
        return format.forbidden();
    }
}
