package vpnsentinel.network;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An IPv4 or IPv6 address as a value. Parsed from a literal only, so a name never causes a DNS question; an IPv4-mapped
 * IPv6 address is the IPv4 address (RFC 4291 §2.5.5.2), so that two spellings of one address are equal.
 */
public final class Address implements Comparable<Address> {
    /** Never routed on the internet (RFC 6890); documentation and benchmark prefixes are deliberately not among them. */
    private static final List<Prefix> PRIVATE = prefixes(
            "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16", "127.0.0.0/8", "fc00::/7", "fe80::/10");

    private static final List<Prefix> NEVER_PUBLIC =
            prefixes("0.0.0.0/8", "100.64.0.0/10", "192.0.0.0/24", "224.0.0.0/4", "240.0.0.0/4", "::/127", "ff00::/8");

    private static final int V4_BLOCK = 24;
    private static final int V6_BLOCK = 48;
    /** The IPv6 network of one link (RFC 4291 §2.5.1). */
    private static final int LINK = 64;

    private final byte[] bytes;

    private Address(byte[] bytes) {
        this.bytes = bytes;
    }

    /** The address that the literal spells ({@code 203.0.113.7}, {@code 2001:db8::1}, {@code fe80::1%eth0}), or empty. */
    public static Optional<Address> parse(String literal) {
        String text = literal.strip();
        int zone = text.indexOf('%');
        if (zone >= 0) {
            text = text.substring(0, zone);
        }
        if (text.startsWith("[") && text.endsWith("]")) {
            text = text.substring(1, text.length() - 1);
        }
        byte[] four = v4Bytes(text);
        if (four != null) {
            return Optional.of(new Address(four));
        }
        boolean literal6 =
                text.indexOf(':') >= 0 && text.length() <= 45 && text.chars().allMatch(Address::inV6Literal);
        if (!literal6 || text.charAt(0) == '.') { // what begins with a dot would be taken for a name, and asked for
            return Optional.empty();
        }
        try {
            return Optional.of(of(InetAddress.getByName(text)));
        } catch (UnknownHostException notALiteral) {
            return Optional.empty();
        }
    }

    /** The same address as a value. */
    public static Address of(InetAddress address) {
        return of(address.getAddress());
    }

    /**
     * The address of these bytes, in network order.
     *
     * @throws IllegalArgumentException when they are neither 4 nor 16
     */
    public static Address of(byte[] raw) {
        if (raw.length != 4 && raw.length != 16) {
            throw new IllegalArgumentException(raw.length + " bytes, expected 4 or 16");
        }
        return new Address(raw.length == 16 && mapped(raw) ? Arrays.copyOfRange(raw, 12, 16) : raw.clone());
    }

    private static boolean inV6Literal(int c) {
        return c == ':' || c == '.' || (c < 128 && Character.digit(c, 16) >= 0);
    }

    private static byte @Nullable [] v4Bytes(String text) {
        byte[] bytes = new byte[4];
        int part = 0;
        int value = -1;
        for (int i = 0; i <= text.length(); i++) {
            char c = i < text.length() ? text.charAt(i) : '.';
            if (c >= '0' && c <= '9') {
                if (value == 0) {
                    return null; // a leading zero is octal to some programs: no address at all
                }
                value = Math.max(value, 0) * 10 + (c - '0');
            } else if (c != '.' || value < 0 || part > 3) {
                return null;
            } else {
                bytes[part++] = (byte) value;
                if (value > 255) {
                    return null;
                }
                value = -1;
            }
            if (value > 255) {
                return null;
            }
        }
        return part == 4 ? bytes : null;
    }

    private static boolean mapped(byte[] raw) {
        for (int i = 0; i < 10; i++) {
            if (raw[i] != 0) {
                return false;
            }
        }
        return raw[10] == -1 && raw[11] == -1;
    }

    private static List<Prefix> prefixes(String... literals) {
        return Arrays.stream(literals).map(p -> Prefix.parse(p).orElseThrow()).toList();
    }

    /** Whether this is an IPv4 address. */
    public boolean isV4() {
        return bytes.length == 4;
    }

    /** Whether the address can be a line's address on the internet: not private, loopback, shared (RFC 6598), or multicast. */
    public boolean isPublic() {
        return !isPrivate() && !isIn(NEVER_PUBLIC);
    }

    /** Whether the address is loopback, link-local, or of a private network (RFC 1918, RFC 4193). */
    public boolean isPrivate() {
        return isLoopback() || isIn(PRIVATE);
    }

    /** Whether the address is in one of the blocks. */
    public boolean isIn(List<Prefix> blocks) {
        for (Prefix block : blocks) {
            if (block.contains(this)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the address is of this host only. */
    public boolean isLoopback() {
        return isV4() ? bytes[0] == 127 : asInetAddress().isLoopbackAddress();
    }

    /**
     * The IPv4 address that this IPv6 address spells because it is tunnelled over it, as those of 6to4 and Teredo are: whoever
     * sees the one sees the other. Empty for any other address.
     */
    public Optional<Address> spelled() {
        return V4InV6.of(bytes);
    }

    /** The block of IPv4 addresses that the members of this address's prefix of that length spell; empty likewise. */
    Optional<Prefix> spelled(int length) {
        return V4InV6.of(bytes, length);
    }

    /**
     * The block around this address that is one line's: this address alone of IPv4, and of Teredo, whose users share what
     * stands in front; of IPv6 so many bits, but never more than one site of 6to4.
     *
     * @param delegated how many bits a provider leaves the same for one line
     */
    public Prefix line(int delegated) {
        if (isV4() || V4InV6.isTeredo(bytes)) {
            return alone();
        }
        return prefix(V4InV6.isSixToFour(bytes) ? Math.max(delegated, V6_BLOCK) : delegated);
    }

    /**
     * The part of this address by which a line is known again: all of IPv4, the network of the link of IPv6, and of Teredo the
     * line's own address, without the server and the port that come with each session.
     */
    public Address ofLine() {
        if (isV4()) {
            return this;
        }
        return V4InV6.isTeredo(bytes) ? new Address(V4InV6.lineOfTeredo(bytes)) : masked(LINK);
    }

    /** The prefix of the given length that holds this address. */
    public Prefix prefix(int length) {
        return new Prefix(this, length);
    }

    /** The block of neighbours that usually have one operator, as pools and farms do: a /24, or a /48 of IPv6. */
    public Prefix block() {
        return prefix(isV4() ? V4_BLOCK : V6_BLOCK);
    }

    /** The smallest prefix that holds this address alone. */
    public Prefix alone() {
        return new Prefix(this, bits());
    }

    /** This address with one bit turned over, the last one being the first: another one, near by. */
    public Address flipped(int bit) {
        byte[] copy = bytes.clone();
        copy[copy.length - 1 - (bit - 1) / 8] ^= (byte) (1 << ((bit - 1) % 8));
        return new Address(copy);
    }

    /** 32 or 128. */
    public int bits() {
        return bytes.length * 8;
    }

    /** Whether the first {@code length} bits of both are the same; never across families. */
    boolean sharesBits(Address other, int length) {
        if (bytes.length != other.bytes.length) {
            return false;
        }
        int whole = length / 8;
        if (!Arrays.equals(bytes, 0, whole, other.bytes, 0, whole)) {
            return false;
        }
        int rest = length % 8;
        return rest == 0 || ((bytes[whole] ^ other.bytes[whole]) & 0xff) >> (8 - rest) == 0;
    }

    /** This address with all bits after the first {@code length} cleared. */
    Address masked(int length) {
        byte[] copy = bytes.clone();
        for (int i = 0; i < copy.length; i++) {
            int keep = Math.max(0, Math.min(8, length - i * 8));
            copy[i] = (byte) (copy[i] & (0xff << (8 - keep)));
        }
        return new Address(copy);
    }

    /** The same address for the JDK's calls. */
    public InetAddress asInetAddress() {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("an address has 4 or 16 bytes, not " + bytes.length, impossible);
        }
    }

    @Override
    public int compareTo(Address other) {
        int byFamily = Integer.compare(bytes.length, other.bytes.length);
        return byFamily != 0 ? byFamily : Arrays.compareUnsigned(bytes, other.bytes);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || (other instanceof Address that && Arrays.equals(bytes, that.bytes));
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** The usual spelling; IPv6 shortened as RFC 5952 asks. */
    @Override
    public String toString() {
        InetAddress address = asInetAddress();
        return address instanceof Inet4Address ? address.getHostAddress() : V6Text.of(bytes);
    }
}
