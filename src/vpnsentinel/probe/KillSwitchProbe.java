package vpnsentinel.probe;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import vpnsentinel.network.Address;
import vpnsentinel.network.Answer;
import vpnsentinel.network.KillSwitchSighting;
import vpnsentinel.network.KillSwitchSighting.Result;
import vpnsentinel.network.PublicReachability;

/**
 * Tries to reach the server from every address beside the tunnel. If the kill switch is broken, this sends a few packets
 * over the line that must not be seen: to our own server alone, so that no third party sees it.
 */
public final class KillSwitchProbe {
    private static final int TIMEOUT_MS = 3_000;
    private static final int MOST_BYTES = 8_192;
    private static final int MOST_TRIES = 8;
    private static final String TCP_ALONE =
            "TCP is closed, UDP was not tried: the server offers no STUN (VPN_SENTINEL_SERVER_STUN_PORT there); ";

    private final URI whoami;
    private final String request;
    private final Supplier<List<Address>> server;
    private final Function<byte[], Optional<Address>> seenFrom;
    private final Dialler dialler;
    private final Datagram datagram;

    /** Asks a STUN server by a local address of choice. */
    public interface Datagram {
        /** From where the server sees it arrive, empty when its answer does not tell; throws when none comes in time. */
        Optional<Address> seenFrom(InetSocketAddress from, InetSocketAddress to, int timeoutMillis) throws IOException;
    }

    /** The one of every day. */
    public static final Datagram STUN = (from, to, timeout) -> {
        Answer<Address> answer = StunProbe.exchange("own server", from, to, Duration.ofMillis(timeout), () -> {})
                .orElseThrow(() -> new SocketTimeoutException("no answer in time"));
        return answer instanceof Answer.Seen<Address> seen ? Optional.of(seen.value()) : Optional.empty();
    };

    /** Connects a socket from one address to another, in two steps: a connection that is made proves what none does. */
    public interface Dialler {
        /** The connected socket; throws when no connection is made in time. */
        Socket connect(InetSocketAddress from, InetSocketAddress to, int timeoutMillis) throws IOException;

        /** The same with TLS where the server speaks it; throws when the other end is not that server. */
        Socket secured(Socket connected) throws IOException;
    }

    /**
     * A probe of one server.
     *
     * @param whoami where the server says from which address it sees us
     * @param headers what it wants to know for that
     * @param server what is known of its addresses
     * @param seenFrom the address in its answer
     */
    public KillSwitchProbe(
            URI whoami,
            Map<String, String> headers,
            Supplier<List<Address>> server,
            Function<byte[], Optional<Address>> seenFrom,
            Dialler dialler,
            Datagram datagram) {
        this.whoami = whoami;
        this.server = server;
        this.seenFrom = seenFrom;
        this.dialler = dialler;
        this.datagram = datagram;
        StringBuilder text = new StringBuilder("GET " + whoami.getRawPath() + " HTTP/1.1\r\n");
        text.append("Host: ").append(whoami.getRawAuthority()).append("\r\nConnection: close\r\n");
        headers.forEach(
                (name, value) -> text.append(name).append(": ").append(value).append("\r\n"));
        this.request = text.append("\r\n").toString();
    }

    /** Whether the server's name has been resolved, so that there is somebody to aim at. */
    public boolean knowsServer() {
        return !server.get().isEmpty();
    }

    /**
     * What the attempts prove.
     *
     * @param exits the exit addresses as they are known: seen from there, the packets went into the tunnel after all
     * @param reachability what the server knows of its public address: where its own host is answered, silence proves
     *     something
     */
    public KillSwitchSighting look(Surroundings seen, Set<Address> exits, PublicReachability reachability) {
        List<KillSwitchSighting> results = new ArrayList<>();
        List<Address> targets = server.get().stream().filter(Address::isPublic).toList();
        for (Map.Entry<Address, String> from : new TreeMap<>(seen.outside()).entrySet()) {
            for (Address to : targets) {
                if (canReach(from.getKey(), to) && results.size() < MOST_TRIES) {
                    results.addAll(new Way(from.getKey(), from.getValue(), to).attempts(exits, reachability));
                }
            }
        }
        String nothing = targets.isEmpty()
                ? "the server has no public address, and a private one is always reached"
                : "no address beside the tunnel is of the server's family";
        KillSwitchSighting worst = worst(results).orElse(new KillSwitchSighting(Result.NOT_PROVEN, nothing));
        List<Address> seenFrom = results.stream()
                .flatMap(each -> each.seenFrom().stream())
                .distinct()
                .toList();
        return worst.result() == Result.CLOSED && reachability.stunPort().isEmpty()
                ? new KillSwitchSighting(Result.NOT_PROVEN, TCP_ALONE + worst.detail(), seenFrom)
                : new KillSwitchSighting(worst.result(), worst.detail(), seenFrom);
    }

    private static boolean canReach(Address from, Address to) {
        return from.isV4() == to.isV4() && !from.asInetAddress().isLinkLocalAddress();
    }

    /** Open is proof, whatever the others say; closed only where nothing is left unproven. */
    private static Optional<KillSwitchSighting> worst(List<KillSwitchSighting> results) {
        return List.of(Result.OPEN, Result.NOT_PROVEN, Result.CLOSED).stream()
                .flatMap(result -> results.stream().filter(each -> each.result() == result))
                .findFirst();
    }

    /** From an address beside the tunnel to the server. */
    private final class Way {
        private final Address from;
        private final String via;
        private final Address to;

        Way(Address from, String via, Address to) {
            this.from = from;
            this.via = via;
            this.to = to;
        }

        List<KillSwitchSighting> attempts(Set<Address> exits, PublicReachability reachability) {
            List<KillSwitchSighting> both = new ArrayList<>();
            both.add(byTcp(exits, reachability));
            reachability.stunPort().ifPresent(port -> both.add(byUdp(port, exits, reachability)));
            return both;
        }

        private KillSwitchSighting byTcp(Set<Address> exits, PublicReachability reachability) {
            Socket connected;
            try {
                connected = dialler.connect(local(), remote(port()), TIMEOUT_MS);
            } catch (IOException none) {
                return silence(way("TCP"), none, reachability);
            }
            try (connected;
                    Socket speaking = dialler.secured(connected)) {
                return answered(way("TCP"), seenFrom.apply(ask(speaking)), exits);
            } catch (IOException broken) {
                return answered(way("TCP"), Optional.empty(), exits);
            }
        }

        private KillSwitchSighting byUdp(int port, Set<Address> exits, PublicReachability reachability) {
            try {
                return answered(way("UDP"), datagram.seenFrom(local(), remote(port), TIMEOUT_MS), exits);
            } catch (IOException none) {
                return silence(way("UDP"), none, reachability);
            }
        }

        private InetSocketAddress local() {
            return new InetSocketAddress(from.asInetAddress(), 0);
        }

        private InetSocketAddress remote(int port) {
            return new InetSocketAddress(to.asInetAddress(), port);
        }

        private String way(String protocol) {
            return "by " + protocol + " from " + from + " (" + via + ") to " + to;
        }
    }

    private static KillSwitchSighting silence(String way, IOException why, PublicReachability reachability) {
        if (why instanceof BindException) {
            return new KillSwitchSighting(Result.NOT_PROVEN, "nothing could be tried " + way + ": the address is gone");
        }
        return reachability.answers()
                ? new KillSwitchSighting(
                        Result.CLOSED, "no answer " + way + ", where the server's own host is answered")
                : new KillSwitchSighting(
                        Result.NOT_PROVEN, "no answer " + way + ", and nothing shows that there could have been one");
    }

    private static KillSwitchSighting answered(String way, Optional<Address> source, Set<Address> exits) {
        Optional<Address> line = source.filter(Address::isPublic);
        if (line.isEmpty()) {
            return new KillSwitchSighting(
                    Result.NOT_PROVEN, "somebody was reached " + way + ", but no answer tells by which line");
        }
        boolean inside = exits.contains(line.get());
        return new KillSwitchSighting(
                inside ? Result.CLOSED : Result.OPEN,
                way + ", seen there as " + (inside ? "the client's exit " : "") + line.get(),
                List.of(line.get()));
    }

    private int port() {
        return whoami.getPort() > 0 ? whoami.getPort() : "https".equals(whoami.getScheme()) ? 443 : 80;
    }

    /** The body of the answer, from its first brace on. */
    private byte[] ask(Socket socket) throws IOException {
        socket.setSoTimeout(TIMEOUT_MS);
        socket.getOutputStream().write(request.getBytes(ISO_8859_1));
        socket.getOutputStream().flush();
        String answer = new String(socket.getInputStream().readNBytes(MOST_BYTES), ISO_8859_1);
        int body = answer.indexOf('{');
        int end = answer.lastIndexOf('}');
        return body < 0 || end < body
                ? new byte[0]
                : answer.substring(body, end + 1).getBytes(ISO_8859_1);
    }
}
