package lab.core;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import java.util.Optional;

/** Single datagrams over real sockets. */
final class Datagrams {
    private Datagrams() {}

    /** Sends one and waits for nothing. */
    static void send(InetSocketAddress to, byte[] bytes) throws IOException {
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.send(new DatagramPacket(bytes, bytes.length, to));
        }
    }

    /** Sends one from the socket and returns the answer, if any comes within half a second. */
    static Optional<byte[]> exchange(DatagramSocket socket, InetSocketAddress to, byte[] bytes) throws IOException {
        socket.setSoTimeout(500);
        socket.send(new DatagramPacket(bytes, bytes.length, to));
        DatagramPacket answer = new DatagramPacket(new byte[1024], 1024);
        try {
            socket.receive(answer);
            return Optional.of(Arrays.copyOf(answer.getData(), answer.getLength()));
        } catch (SocketTimeoutException silence) {
            return Optional.empty();
        }
    }
}
