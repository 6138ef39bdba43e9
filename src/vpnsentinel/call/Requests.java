package vpnsentinel.call;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import vpnsentinel.network.Address;
import vpnsentinel.network.HostName;

/**
 * Requests of the JDK's HTTP client, which takes no host with an underscore, as container networks have them: such a name is
 * resolved here, and stands in the header {@code Host} as it was written.
 */
public final class Requests {
    /** The name for addresses whose host is put in later. */
    public static final URI NOWHERE = URI.create("http://nowhere.invalid");

    static {
        allowHostHeader();
    }

    private Requests() {}

    /** Must be called before the JDK's client is first used: it reads this once. */
    public static void allowHostHeader() {
        if (System.getProperty("jdk.httpclient.allowRestrictedHeaders") == null) {
            System.setProperty("jdk.httpclient.allowRestrictedHeaders", "host");
        }
    }

    /** The beginning of a request to that address. */
    public static HttpRequest.Builder to(URI address) {
        return readdressed(HttpRequest.newBuilder(), address);
    }

    /**
     * The same request, to that address.
     *
     * @throws UncheckedIOException when its host has to be resolved and cannot be
     */
    public static HttpRequest.Builder readdressed(HttpRequest.Builder request, URI address) {
        if (address.getHost() != null) {
            return request.uri(address);
        }
        String authority = address.getRawAuthority();
        String port = authority.replaceFirst("^[^:]*", "");
        String literal = resolved(HostName.of(address));
        String whole = address.toString();
        int behind = whole.indexOf(authority) + authority.length();
        return request.uri(URI.create(address.getScheme() + "://" + literal + port + whole.substring(behind)))
                .header("Host", authority);
    }

    private static String resolved(String host) {
        try {
            Address address = Address.of(InetAddress.getByName(host));
            return address.isV4() ? address.toString() : "[" + address + "]";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
