package vpnsentinel.network;

import java.util.Optional;

/**
 * The network that an address belongs to, as far as a source knows it.
 *
 * @param asn its number, empty when no source said it
 * @param name its operator's name as the source spells it, may be empty
 * @param kind what kind of lines it has; only a source that says so makes it other than {@link Kind#UNKNOWN}
 */
public record Network(Optional<Asn> asn, String name, Kind kind) {
    /** What kind of lines a network has. */
    public enum Kind {
        /** Lines of homes and offices. */
        ACCESS,
        /** Servers in data centres, VPN exits among them. */
        HOSTING,
        /** No source says. */
        UNKNOWN
    }

    /** A network of which nothing is known. */
    public static final Network UNKNOWN = new Network(Optional.empty(), "", Kind.UNKNOWN);

    /** Whether both have a number and it is the same. */
    public boolean sameAs(Network other) {
        return asn.isPresent() && asn.equals(other.asn);
    }

    /** This network where it is known, completed by what the other source knows of the same address and number. */
    public Network or(Network other) {
        boolean contradicted = asn.isPresent() && other.asn.isPresent() && !sameAs(other);
        if (contradicted) {
            return this;
        }
        boolean numbered = asn.isPresent() || other.asn.isEmpty();
        Network first = numbered ? this : other; // a name goes with its number
        return new Network(
                first.asn,
                first.name.isEmpty() ? (numbered ? other : this).name : first.name,
                kind == Kind.UNKNOWN ? other.kind : kind);
    }

    /** {@code AS64500 Example Hosting}, as far as known; empty when nothing is. */
    @Override
    public String toString() {
        String number = asn.map(Asn::toString).orElse("");
        return name.isEmpty() || name.startsWith("AS")
                ? (name.isEmpty() ? number : name)
                : (number + " " + name).strip();
    }
}
