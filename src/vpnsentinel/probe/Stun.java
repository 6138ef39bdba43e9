package vpnsentinel.probe;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import vpnsentinel.network.Address;
import vpnsentinel.network.Answer;

/**
 * The binding message of STUN (RFC 5389): a datagram that asks a server from which address it came. Long-term credentials,
 * fingerprints, and all other attributes are left aside; nobody is trusted for them. Pure.
 */
public final class Stun {
    /** Length of a transaction's random name, in bytes. */
    static final int ID_LENGTH = 12;

    private static final int HEADER = 20;
    private static final int COOKIE = 0x2112A442;
    private static final int REQUEST = 0x0001;
    private static final int SUCCESS = 0x0101;
    private static final int FAILURE = 0x0111;
    private static final int MAPPED = 0x0001;
    private static final int ERROR = 0x0009;
    private static final int XOR_MAPPED = 0x0020;
    private static final int V4 = 4;
    private static final int V6 = 16;

    private Stun() {}

    /** The question of this transaction. */
    static byte[] request(byte[] id) {
        return ByteBuffer.allocate(HEADER)
                .putShort((short) REQUEST)
                .putShort((short) 0)
                .putInt(COOKIE)
                .put(id, 0, ID_LENGTH)
                .array();
    }

    /**
     * What the packet says; empty when it belongs to another transaction or is no STUN, so that the true answer may still
     * come.
     */
    static Optional<Answer<Address>> read(String source, byte[] packet, byte[] id) {
        ByteBuffer in = ByteBuffer.wrap(packet);
        if (!isMessage(in) || !Arrays.equals(Arrays.copyOfRange(packet, 8, HEADER), id)) {
            return Optional.empty();
        }
        int type = in.getShort(0);
        if (type == FAILURE) {
            return Optional.of(new Answer.Missing<>(source, "it refused: " + error(packet)));
        }
        return type != SUCCESS
                ? Optional.empty()
                : Optional.of(attribute(packet, XOR_MAPPED)
                        .flatMap(value -> address(value, mask(packet)))
                        .or(() -> attribute(packet, MAPPED).flatMap(value -> address(value, new byte[V6])))
                        .<Answer<Address>>map(address -> new Answer.Seen<>(source, address))
                        .orElse(new Answer.Missing<>(source, "an answer without an address")));
    }

    /** The answer to a datagram from there; empty when that is no binding request: silence is the safe answer. */
    public static Optional<byte[]> answer(byte[] packet, InetSocketAddress from) {
        ByteBuffer in = ByteBuffer.wrap(packet);
        if (!isMessage(in) || in.getShort(0) != REQUEST) {
            return Optional.empty();
        }
        byte[] raw = from.getAddress().getAddress();
        byte[] mask = mask(packet);
        int attribute = 4 + raw.length;
        ByteBuffer out = ByteBuffer.allocate(HEADER + 4 + attribute)
                .putShort((short) SUCCESS)
                .putShort((short) (4 + attribute))
                .put(packet, 4, HEADER - 4)
                .putShort((short) XOR_MAPPED)
                .putShort((short) attribute)
                .putShort((short) (raw.length == V4 ? 1 : 2))
                .putShort((short) (from.getPort() ^ (COOKIE >>> 16)));
        return Optional.of(out.put(masked(raw, mask)).array());
    }

    private static boolean isMessage(ByteBuffer in) {
        return in.capacity() >= HEADER
                && in.getInt(4) == COOKIE
                && Short.toUnsignedInt(in.getShort(2)) == in.capacity() - HEADER;
    }

    /** Cookie and transaction, with which the address is masked (RFC 5389 §15.2). */
    private static byte[] mask(byte[] packet) {
        return Arrays.copyOfRange(packet, 4, HEADER);
    }

    private static byte[] masked(byte[] raw, byte[] mask) {
        byte[] result = raw.clone();
        for (int i = 0; i < result.length; i++) {
            result[i] ^= mask[i];
        }
        return result;
    }

    /** The value of the first attribute of this type; each is padded to four bytes. */
    private static Optional<byte[]> attribute(byte[] packet, int wanted) {
        ByteBuffer in = ByteBuffer.wrap(packet);
        int at = HEADER;
        while (at + 4 <= in.capacity()) {
            int length = Short.toUnsignedInt(in.getShort(at + 2));
            if (at + 4 + length > in.capacity()) {
                return Optional.empty();
            }
            if (Short.toUnsignedInt(in.getShort(at)) == wanted) {
                return Optional.of(Arrays.copyOfRange(packet, at + 4, at + 4 + length));
            }
            at += 4 + (length + 3) / 4 * 4;
        }
        return Optional.empty();
    }

    private static Optional<Address> address(byte[] value, byte[] mask) {
        int length = value.length < 2 ? 0 : value[1] == 1 ? V4 : value[1] == 2 ? V6 : 0;
        if (length == 0 || value.length < 4 + length) {
            return Optional.empty();
        }
        return Optional.of(Address.of(masked(Arrays.copyOfRange(value, 4, 4 + length), mask)));
    }

    private static String error(byte[] packet) {
        return attribute(packet, ERROR)
                .filter(value -> value.length >= 4)
                .map(value -> "error " + ((value[2] & 7) * 100 + Byte.toUnsignedInt(value[3])))
                .orElse("no reason given");
    }
}
