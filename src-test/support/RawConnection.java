package support;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** A TCP connection to a loopback port that sends whatever a test wants. */
public final class RawConnection implements AutoCloseable {
    private static final int PATIENCE_MS = 10_000;

    private final Socket socket;

    private RawConnection(Socket socket) {
        this.socket = socket;
    }

    /** A new one. */
    public static RawConnection to(int port) {
        return from("127.0.0.1", port);
    }

    /** A new one from that address of the loopback block. */
    public static RawConnection from(String source, int port) {
        try {
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), port, InetAddress.getByName(source), 0);
            socket.setSoTimeout(PATIENCE_MS);
            return new RawConnection(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A new one that takes in little before it is read. */
    public static RawConnection narrow(int port) {
        try {
            Socket socket = new Socket();
            socket.setReceiveBufferSize(4096);
            socket.setSoTimeout(PATIENCE_MS);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return new RawConnection(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends the text as it is; a peer that is gone is no error. */
    public RawConnection send(String text) {
        return send(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends the bytes; a peer that is gone is no error. */
    public RawConnection send(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
        } catch (IOException gone) {
            // what it said before is still to be read
        }
        return this;
    }

    /** Everything until the peer closes. */
    public String untilClosed() {
        return until("\u0000 never");
    }

    /** Everything until the text has come, or the peer closes. */
    public String until(String end) {
        StringBuilder all = new StringBuilder();
        byte[] buffer = new byte[16384];
        try {
            InputStream in = socket.getInputStream();
            int searched = 0;
            while (all.indexOf(end, searched) < 0) {
                searched = Math.max(0, all.length() - end.length());
                int count = in.read(buffer);
                if (count < 0) {
                    break;
                }
                all.append(new String(buffer, 0, count, StandardCharsets.ISO_8859_1));
            }
        } catch (SocketTimeoutException e) {
            throw new AssertionError("neither '" + end + "' nor an end came after: " + all, e);
        } catch (IOException reset) {
            // a reset is an end
        }
        return all.toString();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
