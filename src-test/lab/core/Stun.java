package lab.core;

import java.nio.ByteBuffer;
import java.util.Optional;
import vpnsentinel.network.Address;

/** Answers binding requests (RFC 5389 §6, §15.2): the address and port from which a datagram came. */
final class Stun {
    private static final int HEAD = 20;
    private static final int REQUEST = 0x0001;
    private static final int SUCCESS = 0x0101;
    private static final int COOKIE = 0x2112A442;
    private static final int XOR_MAPPED_ADDRESS = 0x0020;

    private Stun() {}

    /** The response to a request from there; empty when the bytes are no binding request. */
    static Optional<byte[]> answer(byte[] request, Address address, int port) {
        ByteBuffer in = ByteBuffer.wrap(request);
        if (request.length < HEAD || in.getShort(0) != REQUEST || in.getInt(4) != COOKIE) {
            return Optional.empty();
        }
        int length = Short.toUnsignedInt(in.getShort(2));
        if (length % 4 != 0 || length != request.length - HEAD) {
            return Optional.empty();
        }
        byte[] hidden = address.asInetAddress().getAddress();
        for (int i = 0; i < hidden.length; i++) {
            hidden[i] ^= request[4 + i]; // the cookie, and behind it the transaction: bytes 4 to 19
        }
        ByteBuffer out = ByteBuffer.allocate(HEAD + 8 + hidden.length)
                .putShort((short) SUCCESS)
                .putShort((short) (8 + hidden.length))
                .put(request, 4, 16)
                .putShort((short) XOR_MAPPED_ADDRESS)
                .putShort((short) (4 + hidden.length))
                .put((byte) 0)
                .put((byte) (address.isV4() ? 1 : 2))
                .putShort((short) (port ^ COOKIE >>> 16))
                .put(hidden);
        return Optional.of(out.array());
    }
}
