package vpnsentinel.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A block of addresses in CIDR notation (RFC 4632): {@code 203.0.113.0/24}, {@code 2001:db8::/32}.
 *
 * @param base the first address of the block; bits after {@code length} are cleared
 * @param length number of leading bits that all members share, 0 to 32 or 128
 */
public record Prefix(Address base, int length) {
    public Prefix {
        if (length < 0 || length > base.bits()) {
            throw new IllegalArgumentException(
                    "prefix length " + length + " of " + base + ", expected 0 to " + base.bits());
        }
        base = base.masked(length);
    }

    /** The block that the text spells; a bare address is a block of one. Empty when it is neither. */
    public static Optional<Prefix> parse(String text) {
        String[] parts = text.strip().split("/", -1);
        Optional<Address> address = Address.parse(parts[0]);
        if (address.isEmpty() || parts.length > 2) {
            return Optional.empty();
        }
        if (parts.length == 1) {
            return Optional.of(address.get().alone());
        }
        if (!parts[1].matches("\\d{1,3}")
                || Integer.parseInt(parts[1]) > address.get().bits()) {
            return Optional.empty();
        }
        return Optional.of(new Prefix(address.get(), Integer.parseInt(parts[1])));
    }

    /** The blocks of a list separated by commas or blanks; throws with the first part that is none. */
    public static List<Prefix> parseList(String text) {
        List<Prefix> found = new ArrayList<>();
        for (String part : text.strip().split("[,\\s]+", -1)) {
            if (!part.isEmpty()) {
                found.add(parse(part)
                        .orElseThrow(() -> new IllegalArgumentException("'" + part + "' is no address or CIDR block")));
            }
        }
        return List.copyOf(found);
    }

    /** Whether the address is in this block; never across families. */
    public boolean contains(Address address) {
        return base.sharesBits(address, length);
    }

    /** Whether the two blocks have an address in common. */
    public boolean overlaps(Prefix other) {
        return base.sharesBits(other.base, Math.min(length, other.length));
    }

    /** The lower and the upper half of the block; a single address has none. */
    public List<Prefix> halves() {
        return length == base.bits()
                ? List.of()
                : List.of(new Prefix(base, length + 1), new Prefix(base.flipped(base.bits() - length), length + 1));
    }

    /**
     * The block of IPv4 addresses that the addresses of this block spell, as those of 6to4 and Teredo do; empty where they
     * spell none, or where this block is too large to say which.
     */
    public Optional<Prefix> spelled() {
        return base.spelled(length);
    }

    @Override
    public String toString() {
        return base + "/" + length;
    }
}
