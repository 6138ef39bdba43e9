package vpnsentinel.probe;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import vpnsentinel.lookup.FanOut;
import vpnsentinel.lookup.HourCount;
import vpnsentinel.network.Address;
import vpnsentinel.network.Answer;
import vpnsentinel.network.ExitSighting;
import vpnsentinel.network.Network;
import vpnsentinel.network.Place;

/**
 * Finds out from which address datagrams leave: asks every STUN server, by IPv4 and by IPv6 where this host has a route for
 * it, all at once. A question that gets lost is put again after 0.5 s and 1.5 s (RFC 5389 §7.2.1). Thread-safe.
 */
public final class StunProbe implements AutoCloseable {
    private static final int FIRST_WAIT_MS = 500;
    private static final int LARGEST = 1500;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** A server at one of its addresses; without one, what is in the way. */
    private record Ask(StunServer server, Optional<InetAddress> at, String trouble) {
        static List<Ask> impossible(StunServer server, String trouble) {
            return List.of(new Ask(server, Optional.empty(), trouble));
        }
    }

    /** Finds a host's addresses. */
    @FunctionalInterface
    public interface Names {
        /** All addresses of a name or literal. */
        InetAddress[] resolve(String host) throws UnknownHostException;
    }

    private final List<StunServer> servers;
    private final Duration timeout;
    private final Names names;
    private final FanOut fanOut;
    private final HourCount questions = new HourCount(InstantSource.system());

    /**
     * A probe of these servers, which may be none.
     *
     * @param timeout how long one round may take
     */
    public StunProbe(List<StunServer> servers, Duration timeout) {
        this(servers, timeout, InetAddress::getAllByName);
    }

    /**
     * A probe of these servers, which may be none.
     *
     * @param timeout how long one round may take
     * @param names finds the servers' addresses
     */
    public StunProbe(List<StunServer> servers, Duration timeout, Names names) {
        this.servers = List.copyOf(servers);
        this.timeout = timeout;
        this.names = names;
        fanOut = new FanOut("stun", timeout);
    }

    /** What every server sees, each family on its own. Takes at most two time-outs, most of the time none. */
    public List<Answer<ExitSighting>> ask() {
        List<Answer<List<Ask>>> found = fanOut.ask(
                servers,
                server -> new Answer.Seen<>(server.source(), asks(server)),
                (server, why) -> new Answer.Seen<>(server.source(), Ask.impossible(server, why)));
        List<Ask> asks = Answer.values(found).stream().flatMap(List::stream).toList();
        return fanOut.ask(
                asks,
                this::answer,
                (ask, why) -> new Answer.Missing<>(ask.server().source(), why));
    }

    /** The number of questions that were sent in the last hour, repetitions included. */
    public int questionsLastHour() {
        return questions.lastHour();
    }

    /** One address of each family that this host can send to. */
    private List<Ask> asks(StunServer server) {
        List<Ask> asks = new ArrayList<>(2);
        try {
            InetAddress[] all = names.resolve(server.host());
            for (int length : new int[] {4, 16}) {
                Arrays.stream(all)
                        .filter(each -> each.getAddress().length == length)
                        .findFirst()
                        .filter(each -> Reach.has(new InetSocketAddress(each, server.port())))
                        .ifPresent(each -> asks.add(new Ask(server, Optional.of(each), "")));
            }
        } catch (UnknownHostException e) {
            return Ask.impossible(server, "its name does not resolve");
        }
        return asks.isEmpty() ? Ask.impossible(server, "no route leads there") : asks;
    }

    private Answer<ExitSighting> answer(Ask ask) {
        String source = ask.server().source();
        if (ask.at().isEmpty()) {
            return new Answer.Missing<>(source, ask.trouble());
        }
        Answer<Address> answer =
                ask(source, new InetSocketAddress(ask.at().get(), ask.server().port()));
        if (answer instanceof Answer.Seen<Address> seen) {
            return seen.value().isPublic()
                    ? new Answer.Seen<>(
                            source,
                            new ExitSighting(
                                    source, ask.server().operator(), seen.value(), Network.UNKNOWN, Place.UNKNOWN))
                    : new Answer.Missing<>(source, seen.value() + " is no public address");
        }
        return new Answer.Missing<>(source, ((Answer.Missing<Address>) answer).why());
    }

    private Answer<Address> ask(String source, InetSocketAddress at) {
        return ask(source, new InetSocketAddress(0), at, timeout, questions::add);
    }

    /**
     * From where the server sees datagrams arrive that leave by a local address.
     *
     * @param from the local address, an unspecified one for the kernel's choice
     * @param sent is told of each question
     */
    static Answer<Address> ask(
            String source, InetSocketAddress from, InetSocketAddress at, Duration timeout, Runnable sent) {
        try {
            return exchange(source, from, at, timeout, sent).orElse(new Answer.Missing<>(source, "no answer in time"));
        } catch (PortUnreachableException e) {
            return new Answer.Missing<>(source, "nobody listens there");
        } catch (IOException e) {
            return new Answer.Missing<>(source, String.valueOf(e.getMessage()));
        }
    }

    /** The same; empty when nothing comes back in time, and throws when that is certain sooner. */
    static Optional<Answer<Address>> exchange(
            String source, InetSocketAddress from, InetSocketAddress at, Duration timeout, Runnable sent)
            throws IOException {
        byte[] id = new byte[Stun.ID_LENGTH];
        RANDOM.nextBytes(id);
        long end = System.nanoTime() + timeout.toNanos();
        try (DatagramSocket socket = new DatagramSocket(from)) {
            socket.connect(at);
            for (long wait = FIRST_WAIT_MS; left(end) > 0; wait *= 2) {
                byte[] request = Stun.request(id);
                sent.run();
                socket.send(new DatagramPacket(request, request.length));
                long until = Math.min(end, System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(wait));
                Optional<Answer<Address>> answer = receive(socket, source, id, until);
                if (answer.isPresent()) {
                    return answer;
                }
            }
            return Optional.empty();
        }
    }

    private static Optional<Answer<Address>> receive(DatagramSocket socket, String source, byte[] id, long until)
            throws IOException {
        byte[] buffer = new byte[LARGEST];
        while (left(until) > 0) {
            socket.setSoTimeout((int) left(until));
            DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
            try {
                socket.receive(packet);
            } catch (SocketTimeoutException lost) {
                return Optional.empty();
            }
            Optional<Answer<Address>> answer = Stun.read(source, Arrays.copyOf(buffer, packet.getLength()), id);
            if (answer.isPresent()) {
                return answer;
            }
        }
        return Optional.empty();
    }

    /** Milliseconds until then. */
    private static long left(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(nanos - System.nanoTime());
    }

    /** Ends running questions. */
    @Override
    public void close() {
        fanOut.close();
    }
}
