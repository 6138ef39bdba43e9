package lab.core;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vpnsentinel.network.Address;

/** The sockets of STUN servers. Whatever else fails there, a datagram without an answer is all that a client sees of it. */
final class StunDoors implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StunDoors.class);

    private final List<DatagramSocket> sockets = new ArrayList<>();
    private final Faults faults;
    private final Journal<Journal.Request> journal;
    private final InstantSource clock;

    StunDoors(Faults faults, Journal<Journal.Request> journal, InstantSource clock) {
        this.faults = faults;
        this.journal = journal;
        this.clock = clock;
    }

    /** Whether the name is one of a STUN server. */
    static boolean isStun(String name) {
        return name.startsWith("stun.") || name.contains(".stun.");
    }

    /** Answers under the name at the address. */
    void open(String name, Address address, int port) throws IOException {
        DatagramSocket socket = new DatagramSocket(new InetSocketAddress(address.asInetAddress(), port));
        sockets.add(socket);
        Daemon.thread(() -> serve(name, socket)).start();
    }

    private void serve(String name, DatagramSocket socket) {
        byte[] buffer = new byte[2048];
        while (!socket.isClosed()) {
            try {
                DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                socket.receive(packet);
                Optional<byte[]> answer = answer(name, packet);
                if (answer.isPresent()) {
                    byte[] bytes = answer.get();
                    socket.send(new DatagramPacket(bytes, bytes.length, packet.getSocketAddress()));
                }
            } catch (IOException closedOrUnreachable) {
                LOG.debug("no datagram reason={}", closedOrUnreachable.toString());
            }
        }
    }

    private Optional<byte[]> answer(String name, DatagramPacket packet) {
        Address caller = Address.of(packet.getAddress());
        journal.add(new Journal.Request(clock.instant().toEpochMilli(), name, caller.toString(), ""));
        byte[] request = Arrays.copyOf(packet.getData(), packet.getLength());
        Fault fault = faults.of(name);
        if (fault instanceof Fault.Lie lie) {
            return Stun.answer(request, lie.address(), packet.getPort());
        }
        if (fault == Fault.Plain.GARBAGE) {
            return Optional.of(new byte[] {1, 1, 0, 0});
        }
        return fault == Fault.Plain.NONE ? Stun.answer(request, caller, packet.getPort()) : Optional.empty();
    }

    @Override
    public void close() {
        sockets.forEach(DatagramSocket::close);
    }
}
