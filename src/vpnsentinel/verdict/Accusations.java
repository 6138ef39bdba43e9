package vpnsentinel.verdict;

import vpnsentinel.network.Family;

/**
 * What the sources of each family say of the home line.
 *
 * @param v4 those of IPv4
 * @param v6 those of IPv6
 */
record Accusations(Accusation v4, Accusation v6) {
    static Accusations of(Evidence seen, Comparison home) {
        return new Accusations(Accusation.of(Family.V4, seen, home), Accusation.of(Family.V6, seen, home));
    }

    Accusation of(Family family) {
        return family == Family.V4 ? v4 : v6;
    }

    /** Whether no source that is believed, or waited for, names the home line. */
    boolean isNobodyAccused() {
        return v4.verdict() == Accusation.Verdict.NONE && v6.verdict() == Accusation.Verdict.NONE;
    }

    boolean isSuspicion() {
        return v4.isSuspicion() || v6.isSuspicion();
    }
}
