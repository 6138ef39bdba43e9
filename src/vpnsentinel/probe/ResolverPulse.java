package vpnsentinel.probe;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Header;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;
import vpnsentinel.lookup.FanOut;
import vpnsentinel.network.Answer;

/**
 * Whether name servers answer at all. Each one of the resolver configuration is asked for the name servers of the root,
 * which every resolver knows or is told to refuse: no third party is needed for the answer. Any answer is one but SERVFAIL.
 * One that never answered it may refuse it in silence, and is asked for {@code localhost} beside it, which it knows as well.
 * A datagram is repeated while none comes, so that a bad line alone silences nobody; as programs' own questions, it goes by
 * UDP unless the configuration says {@code use-vc}. Thread-safe.
 */
public final class ResolverPulse implements AutoCloseable {
    /** How long one try may take. */
    private static final Duration TRY = Duration.ofMillis(1_500);
    /** The least time that a failed try takes: a resolver that says at once that it failed may be about to recover. */
    private static final Duration PAUSE = Duration.ofSeconds(1);
    /** Between two datagrams of a try. */
    private static final Duration AGAIN = Duration.ofMillis(250);

    private static final Duration OVERHEAD = Duration.ofMillis(500);
    private static final int LONGEST_ANSWER = 65_535;
    private static final Name LOCALHOST = Name.fromConstantString("localhost.");
    private static final String SILENCE = "no answer in time";

    private final Path configuration;
    private final Runnable count;
    private final Set<NameServer> answering = ConcurrentHashMap.newKeySet();
    private final FanOut fanOut = new FanOut("resolver-pulse", TRY.plus(OVERHEAD));

    /**
     * What became of one try.
     *
     * @param why why there is no answer, one clause; empty when there is one
     */
    public record Beat(NameServer server, Optional<String> why) {
        /** Whether it answered. */
        public boolean answered() {
            return why.isEmpty();
        }
    }

    private record Ask(NameServer server, boolean byTcp) {}

    /**
     * Asks nobody yet.
     *
     * @param configuration the resolver configuration in force, read each time
     * @param count is told of each question
     */
    public ResolverPulse(Path configuration, Runnable count) {
        this.configuration = configuration;
        this.count = count;
    }

    /** Asks each name server once, all at the same time; none where the configuration names none. Takes 1.5 s at most. */
    public List<Beat> ask() {
        List<Ask> asks = asks();
        List<Answer<NameServer>> answers = fanOut.ask(asks, this::answer, ResolverPulse::missing);
        List<Beat> beats = new ArrayList<>(asks.size());
        for (int i = 0; i < asks.size(); i++) {
            Optional<String> why = answers.get(i) instanceof Answer.Missing<NameServer> missing
                    ? Optional.of(missing.why())
                    : Optional.empty();
            beats.add(new Beat(asks.get(i).server(), why));
        }
        return beats;
    }

    private List<Ask> asks() {
        try {
            String text = ResolverConfiguration.text(configuration);
            boolean tcp = text.lines().anyMatch(line -> line.matches("options\\s+(.*\\s)?use-vc(\\s.*)?"));
            return ResolverConfiguration.nameServers(text).stream()
                    .map(server -> new Ask(server, tcp))
                    .toList();
        } catch (IOException unreadable) {
            return List.of();
        }
    }

    private Answer<NameServer> answer(Ask ask) {
        long begun = System.nanoTime();
        Answer<NameServer> answer = tried(ask);
        if (answer instanceof Answer.Missing) {
            pause(millisUntil(begun + PAUSE.toNanos()));
        }
        return answer;
    }

    private static void pause(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Answer<NameServer> tried(Ask ask) {
        count.run();
        try {
            int rcode = ask.byTcp() ? byTcp(ask.server()) : byUdp(ask.server());
            return rcode == Rcode.SERVFAIL
                    ? missing(ask, Rcode.string(rcode))
                    : new Answer.Seen<>(ask.server().text(), ask.server());
        } catch (PortUnreachableException e) {
            return missing(ask, "nobody listens there");
        } catch (SocketTimeoutException e) {
            return missing(ask, SILENCE);
        } catch (IOException e) {
            return missing(ask, e.getMessage() == null ? SILENCE : e.getMessage());
        }
    }

    private int byTcp(NameServer server) throws IOException {
        SimpleResolver resolver = new SimpleResolver(server.at());
        resolver.setTimeout(TRY);
        resolver.setTCP(true);
        int rcode = resolver.send(root()).getRcode();
        answering.add(server);
        return rcode;
    }

    /** The return code of the answer; one that does not fit into a datagram has one, too. */
    private int byUdp(NameServer server) throws IOException {
        Message root = root();
        Message local = Message.newQuery(Record.newRecord(LOCALHOST, Type.A, DClass.IN));
        List<Message> questions = answering.contains(server) ? List.of(root) : List.of(root, local);
        Optional<Integer> other = Optional.empty();
        long end = System.nanoTime() + TRY.toNanos();
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.connect(server.at());
            for (long left = TRY.toMillis(); left > 0; left = millisUntil(end)) {
                for (Message question : questions) {
                    byte[] datagram = question.toWire();
                    socket.send(new DatagramPacket(datagram, datagram.length));
                }
                long until = System.nanoTime() + Math.min(left, AGAIN.toMillis()) * 1_000_000;
                for (Header answer = receive(socket, until); answer != null; answer = receive(socket, until)) {
                    if (answer.getID() == root.getHeader().getID()) {
                        answering.add(server);
                        return answer.getRcode();
                    }
                    if (answer.getID() == local.getHeader().getID()) {
                        other = Optional.of(answer.getRcode());
                    }
                }
            }
        }
        return other.orElseThrow(() -> new SocketTimeoutException(SILENCE));
    }

    private static Message root() {
        return Message.newQuery(Record.newRecord(Name.root, Type.NS, DClass.IN));
    }

    /** The header of the next answer; null when none comes until then. */
    private static @Nullable Header receive(DatagramSocket socket, long end) throws IOException {
        byte[] room = new byte[LONGEST_ANSWER];
        for (long left = millisUntil(end); left > 0; left = millisUntil(end)) {
            socket.setSoTimeout((int) left);
            DatagramPacket packet = new DatagramPacket(room, room.length);
            try {
                socket.receive(packet);
            } catch (SocketTimeoutException lost) {
                return null;
            }
            Optional<Header> answer = header(Arrays.copyOf(room, packet.getLength()));
            if (answer.isPresent()) {
                return answer.get();
            }
        }
        return null;
    }

    private static long millisUntil(long end) {
        return (end - System.nanoTime()) / 1_000_000;
    }

    private static Optional<Header> header(byte[] datagram) {
        try {
            return Optional.of(new Message(datagram).getHeader()).filter(header -> header.getFlag(Flags.QR));
        } catch (IOException garbage) {
            return Optional.empty();
        }
    }

    private static Answer<NameServer> missing(Ask ask, String why) {
        return new Answer.Missing<>(ask.server().text(), why);
    }

    /** Ends running questions. */
    @Override
    public void close() {
        fanOut.close();
    }
}
