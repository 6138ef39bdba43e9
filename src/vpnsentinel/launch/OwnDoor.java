package vpnsentinel.launch;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.URI;
import java.net.URLConnection;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import javax.net.ssl.HttpsURLConnection;
import org.apache.camel.Processor;
import org.apache.camel.spi.Registry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vpnsentinel.network.Address;
import vpnsentinel.network.Answer;
import vpnsentinel.network.ExitSighting;
import vpnsentinel.network.PublicDoor;
import vpnsentinel.probe.StunProbe;
import vpnsentinel.probe.StunServer;
import vpnsentinel.settings.Settings;

/**
 * The address by which clients reach this server from outside, tried by the server itself: what its own host is answered
 * there, a client without an answer was kept from. It sends no key, and believes no certificate but its own words.
 */
final class OwnDoor {
    private static final Logger LOG = LoggerFactory.getLogger(OwnDoor.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int TIMEOUT_MS = 3_000;
    private static final int MOST_BYTES = 8_192;

    private final Optional<URI> url;
    private final String apiPath;
    private final Optional<Integer> stunPort;
    private final Predicate<Address> outside;
    private volatile Optional<PublicDoor> found = Optional.empty();

    OwnDoor(Settings settings) {
        this(settings, Address::isPublic);
    }

    /**
     * The door of these settings.
     *
     * @param outside whether an address is one from outside
     */
    OwnDoor(Settings settings, Predicate<Address> outside) {
        this.outside = outside;
        url = settings.optional("server.public-url").map(set -> settings.url("server.public-url"));
        apiPath = settings.apiPath();
        stunPort = settings.optional("server.stun.port").map(Integer::valueOf);
    }

    void bind(Registry registry) {
        registry.bind("try-own-door", Processor.class, (Processor) exchange -> url.ifPresent(this::attempt));
    }

    /** What the last attempt showed; empty while there was none. */
    Optional<PublicDoor> found() {
        return found;
    }

    /** What an attempt at this moment shows, which may take seconds; empty without that setting. */
    Optional<PublicDoor> tried() {
        url.ifPresent(this::attempt);
        return found;
    }

    private void attempt(URI door) {
        boolean answers = isOutside(door)
                && isUs(door)
                && stunPort.map(port -> answersStun(door, port)).orElse(true);
        PublicDoor now = new PublicDoor(answers, stunPort);
        if (!found.equals(Optional.of(now))) {
            LOG.info("own public address tried url={} answered={}", door, answers);
        }
        found = Optional.of(now);
    }

    /** A name that leads to a private address in this network proves nothing of the way from outside. */
    private boolean isOutside(URI door) {
        try {
            List<Address> addresses = Arrays.stream(InetAddress.getAllByName(door.getHost()))
                    .map(Address::of)
                    .toList();
            return addresses.stream().allMatch(outside);
        } catch (IOException unknown) {
            return false;
        }
    }

    /** Whether this product answers, and not the router's own pages. */
    private boolean isUs(URI door) {
        try {
            URLConnection connection =
                    URI.create(door + apiPath + "/health").toURL().openConnection(Proxy.NO_PROXY);
            connection.setConnectTimeout(TIMEOUT_MS);
            connection.setReadTimeout(TIMEOUT_MS);
            if (connection instanceof HttpsURLConnection secure) {
                secure.setSSLSocketFactory(TrustedAuthorities.anybody().getSocketFactory());
                secure.setHostnameVerifier((host, session) -> true);
            }
            if (connection instanceof HttpURLConnection http) {
                http.setInstanceFollowRedirects(false);
            }
            try (InputStream in = connection.getInputStream()) {
                return JSON.readTree(in.readNBytes(MOST_BYTES)).has("server_time");
            }
        } catch (IOException nothing) {
            return false;
        }
    }

    private static boolean answersStun(URI door, int port) {
        StunServer server = new StunServer(door.getHost(), port, ExitSighting.OWN_PATH);
        try (StunProbe probe = new StunProbe(List.of(server), Duration.ofMillis(TIMEOUT_MS))) {
            return !Answer.values(probe.ask()).isEmpty();
        }
    }
}
