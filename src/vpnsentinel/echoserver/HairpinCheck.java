package vpnsentinel.echoserver;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.net.URLConnection;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import javax.net.ssl.HttpsURLConnection;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vpnsentinel.access.Caller;
import vpnsentinel.call.TrustedAuthorities;
import vpnsentinel.home.HomeLine;
import vpnsentinel.network.Address;
import vpnsentinel.network.HostName;
import vpnsentinel.network.PublicReachability;
import vpnsentinel.probe.KillSwitchProbe;
import vpnsentinel.settings.Settings;

/**
 * The address by which clients reach this server from outside, tried by the server itself: what its own host is answered
 * there over the home line, a client without an answer was kept from. It sends no key and believes no certificate: this
 * process hears its own knock, and from where it came.
 */
public final class HairpinCheck {
    private static final Logger LOG = LoggerFactory.getLogger(HairpinCheck.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int TIMEOUT_MS = 3_000;
    private static final int MOST_BYTES = 8_192;
    /** The header that carries this process's own word. */
    static final String KNOCK = "X-Hairpin-Check";

    private static final SecureRandom RANDOM = new SecureRandom();

    /**
     * What one attempt showed.
     *
     * @param answered whether all that the server offers answered
     * @param seenFrom from where it was heard, by each protocol
     */
    private record Attempt(boolean answered, List<Address> seenFrom) {}

    private final Optional<URI> url;
    private final String apiPath;
    private final Optional<Integer> stunPort;
    private final Supplier<HomeLine> home;
    private final Predicate<Address> outside;
    private volatile Optional<Attempt> last = Optional.empty();
    private volatile String knock = "";
    private volatile Optional<Address> heardFrom = Optional.empty();

    /** The public address of these settings, to be reached over that home line. */
    public HairpinCheck(Settings settings, Supplier<HomeLine> home) {
        this(settings, home, Address::isPublic);
    }

    /**
     * The public address of these settings.
     *
     * @param home the line over which it has to be reached
     * @param outside whether an address is one from outside
     */
    HairpinCheck(Settings settings, Supplier<HomeLine> home, Predicate<Address> outside) {
        this.home = home;
        this.outside = outside;
        url = settings.optionalUrl("server.public-url");
        apiPath = settings.apiPath();
        stunPort = settings.optionalPort("server.stun.port");
    }

    /** Tries now; takes seconds. Nothing where the setting names no public address. */
    void attempt() {
        url.ifPresent(this::attempt);
    }

    /** Hears a request: its word in the header {@link #KNOCK}, and from where it came. */
    void hear(@Nullable String word, Caller caller) {
        if (word != null && word.equals(knock) && caller.isWitness()) {
            heardFrom = Optional.of(caller.address());
        }
    }

    /** What the last attempt means with the home line as it is known now; empty while there was none. */
    public Optional<PublicReachability> found() {
        return last.map(attempt -> new PublicReachability(
                attempt.answered && attempt.seenFrom.stream().allMatch(this::isOverHomeLine), stunPort));
    }

    /** A router that turns the way round at home shows an address of its own, or of the network behind it. */
    private boolean isOverHomeLine(Address from) {
        HomeLine line = home.get();
        return line.knowledge() != HomeLine.Knowledge.UNKNOWN && (!from.isPublic() || line.holds(from));
    }

    /** Whether this product answers there now, over whatever line; takes seconds. Empty without that setting. */
    public Optional<PublicReachability> answering() {
        return url.map(publicUrl -> {
            List<Address> targets = targets(publicUrl);
            boolean answers = isOutside(targets)
                    && isUs(publicUrl)
                    && stunPort.map(port -> byStun(targets, port).isPresent()).orElse(true);
            return new PublicReachability(answers, stunPort);
        });
    }

    private void attempt(URI publicUrl) {
        Attempt now = tried(publicUrl);
        if (!last.equals(Optional.of(now))) {
            LOG.info("own public address tried url={} answered={} seen_from={}", publicUrl, now.answered, now.seenFrom);
        }
        last = Optional.of(now);
    }

    private Attempt tried(URI publicUrl) {
        List<Address> targets = targets(publicUrl);
        List<Address> seenFrom = new ArrayList<>(2);
        if (isOutside(targets) && isUs(publicUrl)) {
            heardFrom.ifPresent(seenFrom::add);
            stunPort.flatMap(port -> byStun(targets, port)).ifPresent(seenFrom::add);
        }
        return new Attempt(seenFrom.size() == (stunPort.isPresent() ? 2 : 1), List.copyOf(seenFrom));
    }

    /** A name that leads to a private address in this network proves nothing of the way from outside. */
    private boolean isOutside(List<Address> targets) {
        return !targets.isEmpty() && targets.stream().allMatch(outside);
    }

    private static List<Address> targets(URI publicUrl) {
        try {
            return Arrays.stream(InetAddress.getAllByName(HostName.of(publicUrl)))
                    .map(Address::of)
                    .toList();
        } catch (IOException unknown) {
            return List.of();
        }
    }

    /** Whether this product answers, and not the router's own pages; then it has heard the knock, if it was this process. */
    private boolean isUs(URI publicUrl) {
        heardFrom = Optional.empty();
        byte[] word = new byte[16];
        RANDOM.nextBytes(word);
        knock = HexFormat.of().formatHex(word);
        try {
            URLConnection connection =
                    URI.create(publicUrl + apiPath + "/health").toURL().openConnection(Proxy.NO_PROXY);
            connection.setConnectTimeout(TIMEOUT_MS);
            connection.setReadTimeout(TIMEOUT_MS);
            connection.setRequestProperty(KNOCK, knock);
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

    /** From where the first target that answers STUN saw this host. */
    private static Optional<Address> byStun(List<Address> targets, int port) {
        return targets.stream().flatMap(at -> byStun(at, port).stream()).findFirst();
    }

    private static Optional<Address> byStun(Address at, int port) {
        try {
            InetSocketAddress target = new InetSocketAddress(at.asInetAddress(), port);
            return KillSwitchProbe.STUN.seenFrom(new InetSocketAddress(0), target, TIMEOUT_MS);
        } catch (IOException nothing) {
            return Optional.empty();
        }
    }
}
