package support;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;

/** A name server on a free loopback port, over UDP and TCP, that knows what a test told it; all else is NXDOMAIN. */
public final class FakeNameServer implements AutoCloseable {
    private final DatagramSocket udp;
    private final ServerSocket tcp;
    private final Map<String, List<Record>> zone = new ConcurrentHashMap<>();
    private final Map<String, Integer> refusals = new ConcurrentHashMap<>();
    private final Set<String> ignored = ConcurrentHashMap.newKeySet();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile boolean truncating;
    private volatile boolean silent;
    private volatile boolean losing;

    public FakeNameServer() {
        try {
            InetAddress loopback = InetAddress.getByName("127.0.0.1");
            tcp = new ServerSocket(0, 10, loopback);
            udp = new DatagramSocket(new InetSocketAddress(loopback, tcp.getLocalPort()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start(this::serveUdp);
        start(this::serveTcp);
    }

    private static void start(Runnable loop) {
        Thread thread = new Thread(loop, "fake-name-server");
        thread.setDaemon(true);
        thread.start();
    }

    /** The line of a resolver configuration that leads here. */
    public String line() {
        return "nameserver " + text() + "\n";
    }

    /** The address with port, as the line has it. */
    public String text() {
        return "[127.0.0.1]:" + tcp.getLocalPort();
    }

    /** Answers with these records of the master file form: {@code TXT "203.0.113.53"}. */
    public FakeNameServer knows(String name, String dnsClass, String type, String... data) {
        Name owner = name(name);
        List<Record> records = java.util.Arrays.stream(data)
                .map(each -> record(owner, dnsClass, type, each))
                .toList();
        zone.put(key(owner, dnsClass, type), records);
        return this;
    }

    /** Answers with this return code. */
    public FakeNameServer refuses(String name, int rcode) {
        refusals.put(name(name).toString(), rcode);
        return this;
    }

    /** Never answers a question for this name over UDP. */
    public FakeNameServer ignores(String name) {
        ignored.add(name(name).toString());
        return this;
    }

    /** Says over UDP that the answer does not fit. */
    public FakeNameServer truncates() {
        truncating = true;
        return this;
    }

    /** Never answers over UDP. */
    public FakeNameServer losesDatagrams() {
        losing = true;
        return this;
    }

    /** Never answers. */
    public FakeNameServer isSilent() {
        silent = true;
        return this;
    }

    /** Answers again, where it never did. */
    public FakeNameServer speaksAgain() {
        silent = false;
        return this;
    }

    /** The questions so far: {@code udp o-o.myaddr.l.google.com. IN TXT}. */
    public List<String> asked() {
        return asked;
    }

    private void serveUdp() {
        byte[] buffer = new byte[4096];
        while (!udp.isClosed()) {
            try {
                DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                udp.receive(packet);
                Message query = new Message(java.util.Arrays.copyOf(buffer, packet.getLength()));
                note("udp", query);
                if (!silent
                        && !losing
                        && !ignored.contains(query.getQuestion().getName().toString())) {
                    byte[] answer =
                            truncating ? truncated(query) : answer(query).toWire();
                    udp.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
                }
            } catch (IOException e) {
                continue; // closed, or a broken question
            }
        }
    }

    private void serveTcp() {
        while (!tcp.isClosed()) {
            try (Socket socket = tcp.accept()) {
                DataInputStream in = new DataInputStream(socket.getInputStream());
                Message query = new Message(in.readNBytes(in.readUnsignedShort()));
                note("tcp", query);
                if (silent) {
                    continue;
                }
                byte[] answer = answer(query).toWire();
                DataOutputStream out = new DataOutputStream(socket.getOutputStream());
                out.writeShort(answer.length);
                out.write(answer);
                out.flush();
            } catch (IOException e) {
                continue; // closed, or a broken question
            }
        }
    }

    private void note(String how, Message query) {
        asked.add(how + " " + query.getQuestion().getName() + " "
                + org.xbill.DNS.DClass.string(query.getQuestion().getDClass()) + " "
                + org.xbill.DNS.Type.string(query.getQuestion().getType()));
    }

    private static byte[] truncated(Message query) {
        Message answer = reply(query);
        answer.getHeader().setFlag(Flags.TC);
        return answer.toWire();
    }

    private Message answer(Message query) {
        Message answer = reply(query);
        Record question = query.getQuestion();
        String owner = question.getName().toString();
        List<Record> records = zone.get(key(
                question.getName(),
                org.xbill.DNS.DClass.string(question.getDClass()),
                org.xbill.DNS.Type.string(question.getType())));
        if (records != null) {
            records.forEach(record -> answer.addRecord(record, Section.ANSWER));
        } else {
            answer.getHeader().setRcode(refusals.getOrDefault(owner, Rcode.NXDOMAIN));
        }
        return answer;
    }

    private static Message reply(Message query) {
        Message answer = new Message(query.getHeader().getID());
        answer.getHeader().setFlag(Flags.QR);
        answer.getHeader().setFlag(Flags.RA);
        answer.addRecord(query.getQuestion(), Section.QUESTION);
        return answer;
    }

    private static String key(Name owner, String dnsClass, String type) {
        return owner + " " + dnsClass + " " + type;
    }

    private static Name name(String text) {
        try {
            return Name.fromString(text, Name.root);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Record record(Name owner, String dnsClass, String type, String data) {
        try {
            return Record.fromString(
                    owner, org.xbill.DNS.Type.value(type), org.xbill.DNS.DClass.value(dnsClass), 0, data, Name.root);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            udp.close();
            tcp.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
