package lab.core;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xbill.DNS.Message;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;
import vpnsentinel.network.Address;
import vpnsentinel.network.Prefix;

/** The sockets of name servers, UDP and TCP (RFC 7766), and the record of what they were asked. */
final class DnsDoors implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DnsDoors.class);
    private static final int PATIENCE_MILLIS = 10_000;
    private static final int SHORTEST = 512;

    private final List<AutoCloseable> sockets = new ArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(Daemon::thread);
    private final Journal<Journal.Question> journal = new Journal<>();
    private final InstantSource clock;

    DnsDoors(InstantSource clock) {
        this.clock = clock;
    }

    /** The questions that came. */
    Journal<Journal.Question> journal() {
        return journal;
    }

    /** Lets the server answer at the address. */
    void open(Address address, int port, NameServer server) throws IOException {
        InetAddress local = address.asInetAddress();
        DatagramSocket udp = new DatagramSocket(new InetSocketAddress(local, port));
        sockets.add(udp);
        ServerSocket tcp = new ServerSocket(port, 50, local);
        sockets.add(tcp);
        threads.execute(() -> serve(udp, server));
        threads.execute(() -> serve(tcp, server));
    }

    private void serve(DatagramSocket udp, NameServer server) {
        byte[] buffer = new byte[4096];
        while (!udp.isClosed()) {
            try {
                DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                udp.receive(packet);
                byte[] question = Arrays.copyOf(buffer, packet.getLength());
                InetSocketAddress from = (InetSocketAddress) packet.getSocketAddress();
                threads.execute(() -> answer(udp, question, from, server));
            } catch (IOException | java.util.concurrent.RejectedExecutionException closedOrUnreachable) {
                LOG.debug("no question reason={}", closedOrUnreachable.toString());
            }
        }
    }

    private void answer(DatagramSocket udp, byte[] question, InetSocketAddress from, NameServer server) {
        try {
            Message query = new Message(question);
            Optional<Message> reply = ask(query, from, Address.of(udp.getLocalAddress()), server);
            if (reply.isPresent()) {
                byte[] bytes = reply.get().toWire(room(query));
                udp.send(new DatagramPacket(bytes, bytes.length, from));
            }
        } catch (IOException broken) {
            LOG.debug("question without answer reason={}", broken.toString());
        }
    }

    /** How long an answer over UDP may be. */
    private static int room(Message query) {
        OPTRecord options = query.getOPT();
        return options == null ? SHORTEST : Math.max(SHORTEST, options.getPayloadSize());
    }

    private void serve(ServerSocket tcp, NameServer server) {
        while (!tcp.isClosed()) {
            try {
                Socket socket = tcp.accept();
                threads.execute(() -> serve(socket, server));
            } catch (IOException | java.util.concurrent.RejectedExecutionException closed) {
                LOG.debug("no connection reason={}", closed.toString());
            }
        }
    }

    private void serve(Socket connection, NameServer server) {
        try (Socket socket = connection) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            DataInputStream in = new DataInputStream(socket.getInputStream());
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            InetSocketAddress from = (InetSocketAddress) socket.getRemoteSocketAddress();
            while (true) {
                Message query = new Message(in.readNBytes(in.readUnsignedShort()));
                Optional<Message> reply = ask(query, from, Address.of(socket.getLocalAddress()), server);
                if (reply.isPresent()) {
                    byte[] bytes = reply.get().toWire();
                    out.writeShort(bytes.length);
                    out.write(bytes);
                    out.flush();
                }
            }
        } catch (IOException ended) {
            LOG.debug("connection ended reason={}", ended.toString());
        }
    }

    private Optional<Message> ask(Message query, InetSocketAddress from, Address at, NameServer server) {
        if (query.getHeader().getFlag(org.xbill.DNS.Flags.QR)) {
            return Optional.empty(); // an answer to an answer would never end
        }
        Asker asker = Asker.of(from, query);
        note(query.getQuestion(), asker, at);
        return server.answer(query, asker, at);
    }

    private void note(@org.jspecify.annotations.Nullable Record question, Asker asker, Address at) {
        if (question != null) {
            journal.add(new Journal.Question(
                    clock.instant().toEpochMilli(),
                    question.getName().toString(true),
                    Type.string(question.getType()),
                    asker.address().toString(),
                    asker.subnet().map(Prefix::toString).orElse(""),
                    at.toString()));
        }
    }

    @Override
    public void close() {
        for (AutoCloseable socket : sockets) {
            try {
                socket.close();
            } catch (Exception e) {
                LOG.warn("socket stays open reason={}", e.toString());
            }
        }
        threads.shutdownNow();
    }
}
