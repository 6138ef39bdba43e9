package vpnsentinel.probe;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import vpnsentinel.network.Address;

/**
 * Reads the kernel's socket tables (proc(5), {@code /proc/net/tcp} and its kin): words of addresses in this machine's
 * byte order, everything hexadecimal but the inode. A line of another form is passed over. Makes objects only of sockets
 * whose local address is asked for, since it is read every second. Not thread-safe.
 */
final class SocketTable {
    private static final boolean LITTLE = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
    private static final long MAPPED = 0xffffL << 32;
    private static final int LISTENING = 0x0a;
    private static final int INODE_FIELDS = 6;

    /**
     * A socket with a local address of interest.
     *
     * @param connected whether it is established with its remote end; a datagram socket without one is not
     * @param inode what tells whose it is
     */
    record Entry(
            boolean tcp, Address local, int localPort, Address remote, int remotePort, boolean connected, long inode) {}

    private byte[] text = new byte[1 << 16];
    private int end;
    private int at;
    private long high;
    private long low;
    private int port;

    private final long[] wantedHigh;
    private final long[] wantedLow;
    /** The ports of this namespace that listen for connections, as far as they were read. */
    final BitSet listening = new BitSet();
    /** How many sockets there are, wanted or not. */
    int count;

    /** A reader of those sockets that have one of these local addresses. */
    SocketTable(Map<Address, String> wanted) {
        wantedHigh = new long[wanted.size()];
        wantedLow = new long[wanted.size()];
        int i = 0;
        for (Address address : wanted.keySet()) {
            byte[] bytes = address.asInetAddress().getAddress();
            wantedHigh[i] = bytes.length == 4 ? 0 : big(bytes, 0);
            wantedLow[i++] = bytes.length == 4 ? MAPPED | big(bytes, 0, 4) : big(bytes, 8);
        }
    }

    private static long big(byte[] bytes, int from) {
        return big(bytes, from, 8);
    }

    private static long big(byte[] bytes, int from, int length) {
        long value = 0;
        for (int i = from; i < from + length; i++) {
            value = (value << 8) | (bytes[i] & 0xff);
        }
        return value;
    }

    /** Adds the sockets of one table; one that cannot be read has none. */
    void read(Path file, boolean tcp, List<Entry> into) {
        if (!load(file)) {
            return;
        }
        at = 0;
        while (at < end) {
            int line = at;
            entry(tcp, into);
            at = nextLine(line);
        }
    }

    private int nextLine(int from) {
        int next = from;
        while (next < end && text[next] != '\n') {
            next++;
        }
        return next + 1;
    }

    private boolean load(Path file) {
        end = 0;
        try (FileInputStream in = new FileInputStream(file.toFile())) {
            for (int read = 0; read >= 0; read = in.read(text, end, text.length - end)) {
                end += read;
                if (end == text.length) {
                    text = Arrays.copyOf(text, end * 2);
                }
            }
            return true;
        } catch (IOException absent) {
            return false;
        }
    }

    private void entry(boolean tcp, List<Entry> into) {
        if (!skipNumber() || !end(' ')) {
            return;
        }
        long localHigh = high;
        long localLow = low;
        int localPort = port;
        if (!end(' ') || at + 2 > end) {
            return;
        }
        int state = (digit(text[at]) << 4) | digit(text[at + 1]);
        count++;
        if (tcp && state == LISTENING) {
            listening.set(localPort);
        }
        boolean connected = state == 1;
        if (isWanted(localHigh, localLow) && (connected || !tcp)) {
            at += 2;
            long inode = inode();
            if (inode >= 0) {
                into.add(new Entry(
                        tcp, address(localHigh, localLow), localPort, address(high, low), port, connected, inode));
            }
        }
    }

    private boolean isWanted(long ofHigh, long ofLow) {
        for (int i = 0; i < wantedLow.length; i++) {
            if (wantedLow[i] == ofLow && wantedHigh[i] == ofHigh) {
                return true;
            }
        }
        return false;
    }

    /** Over {@code  12: }. */
    private boolean skipNumber() {
        skipBlanks();
        int begin = at;
        while (at < end && text[at] >= '0' && text[at] <= '9') {
            at++;
        }
        return at > begin && at + 1 < end && text[at++] == ':' && text[at++] == ' ';
    }

    private void skipBlanks() {
        while (at < end && text[at] == ' ') {
            at++;
        }
    }

    /** One end of a connection, {@code 0100007F:1F90}, into high, low, and port. */
    private boolean end(char after) {
        int begin = at;
        int words = 0;
        long[] word = new long[4];
        while (words < 4 && at + 8 <= end && text[at] != ':') {
            long value = hex(8);
            if (value < 0) {
                return false;
            }
            word[words++] = LITTLE ? Integer.toUnsignedLong(Integer.reverseBytes((int) value)) : value;
        }
        if ((words != 1 && words != 4) || at + 6 > end || text[at] != ':' || at == begin) {
            return false;
        }
        at++;
        port = (int) hex(4);
        high = words == 1 ? 0 : (word[0] << 32) | word[1];
        low = words == 1 ? MAPPED | word[0] : (word[2] << 32) | word[3];
        return port >= 0 && at < end && text[at++] == after;
    }

    private long hex(int digits) {
        long value = 0;
        for (int i = 0; i < digits; i++) {
            int digit = digit(text[at++]);
            if (digit < 0) {
                return -1;
            }
            value = (value << 4) | digit;
        }
        return value;
    }

    private static int digit(byte c) {
        return c >= '0' && c <= '9' ? c - '0' : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
    }

    /** The field after queues, timers, retransmissions, user, and time-out. */
    private long inode() {
        for (int field = 0; field < INODE_FIELDS; field++) {
            skipBlanks();
            while (field < INODE_FIELDS - 1 && at < end && text[at] > ' ') {
                at++;
            }
        }
        long inode = -1;
        while (at < end && text[at] >= '0' && text[at] <= '9') {
            inode = Math.max(inode, 0) * 10 + text[at++] - '0';
        }
        return inode;
    }

    private static Address address(long high, long low) {
        byte[] bytes = new byte[16];
        for (int i = 0; i < 8; i++) {
            bytes[i] = (byte) (high >> (56 - i * 8));
            bytes[8 + i] = (byte) (low >> (56 - i * 8));
        }
        return Address.of(bytes);
    }
}
