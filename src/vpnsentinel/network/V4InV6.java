package vpnsentinel.network;

import java.util.Arrays;
import java.util.Optional;

/**
 * IPv6 addresses that spell the IPv4 address of the line which they are tunnelled over: those of 6to4 behind
 * {@code 2002::/16} (RFC 3056 §2), those of Teredo with all bits inverted at the end (RFC 4380 §4).
 */
final class V4InV6 {
    /** In front of the IPv4 address of a 6to4 address. */
    private static final int BEFORE_SIX_TO_FOUR = 16;
    /** In front of that of a Teredo address: the service's prefix, the server, flags, and port. */
    private static final int BEFORE_TEREDO = 96;

    private static final int V4_BYTES = 4;
    private static final int V4_BITS = 32;

    private V4InV6() {}

    /** The IPv4 address that the bytes of an address spell, empty when they spell none. */
    static Optional<Address> of(byte[] bytes) {
        if (isSixToFour(bytes)) {
            return Optional.of(Address.of(four(bytes, BEFORE_SIX_TO_FOUR)));
        }
        return isTeredo(bytes) ? Optional.of(Address.of(inverted(four(bytes, BEFORE_TEREDO)))) : Optional.empty();
    }

    /** The block of the IPv4 addresses that the addresses spell which share so many bits with this one; empty likewise. */
    static Optional<Prefix> of(byte[] bytes, int length) {
        int before = isSixToFour(bytes) ? BEFORE_SIX_TO_FOUR : BEFORE_TEREDO;
        return length < before
                ? Optional.empty()
                : of(bytes).map(address -> address.prefix(Math.min(V4_BITS, length - before)));
    }

    static boolean isSixToFour(byte[] bytes) {
        return bytes.length > V4_BYTES && bytes[0] == 0x20 && bytes[1] == 0x02;
    }

    static boolean isTeredo(byte[] bytes) {
        return bytes.length > V4_BYTES && bytes[0] == 0x20 && bytes[1] == 0x01 && bytes[2] == 0 && bytes[3] == 0;
    }

    /** A Teredo address with nothing in it but the prefix and the line's address. */
    static byte[] lineOfTeredo(byte[] bytes) {
        byte[] copy = bytes.clone();
        Arrays.fill(copy, V4_BYTES, BEFORE_TEREDO / 8, (byte) 0);
        return copy;
    }

    private static byte[] four(byte[] bytes, int before) {
        return Arrays.copyOfRange(bytes, before / 8, before / 8 + V4_BYTES);
    }

    private static byte[] inverted(byte[] bytes) {
        byte[] copy = bytes.clone();
        for (int i = 0; i < copy.length; i++) {
            copy[i] = (byte) ~copy[i];
        }
        return copy;
    }
}
