package vpnsentinel.verdict;

import java.util.List;
import vpnsentinel.home.HomeLine;
import vpnsentinel.network.Fact;
import vpnsentinel.network.Network;

/** What it means how well the home line itself is known. */
final class BaselineRules {
    private BaselineRules() {}

    static void find(Evidence seen, HomeLine home, List<Finding> findings) {
        switch (home.knowledge()) {
            case UNKNOWN -> findings.add(unknown(home));
            case STALE ->
                findings.add(new Finding(
                        Fact.BASELINE_STALE,
                        "the home line " + home.text() + " was last confirmed "
                                + home.confirmed().map(at -> "at " + at).orElse("never"),
                        "Let the server reach an echo provider; its health page says what is in the way."));
            case KNOWN -> {}
        }
        if (seen.company().allAtHome()) {
            findings.add(new Finding(
                    Fact.SERVER_BEHIND_VPN,
                    "every client has been on the line " + home.text() + " that the server learnt since it came",
                    "If that is the VPN's address, start the server outside the VPN, then: ./sentinel home forget"
                            + " and the address."));
        }
    }

    private static Finding unknown(HomeLine home) {
        boolean hosting = home.network().kind() == Network.Kind.HOSTING;
        return new Finding(
                Fact.BASELINE_UNKNOWN,
                hosting
                        ? "the server is in a data centre (" + home.network()
                                + "), so its own address is not the line that must not be seen"
                        : "the server does not know the home line, so nothing can be compared with it",
                hosting
                        ? "Name the home line in VPN_SENTINEL_HOME_PREFIXES, or start a client with"
                                + " VPN_SENTINEL_ROLE=baseline there, outside the VPN."
                        : "Let the server reach an echo provider, or set VPN_SENTINEL_HOME_PREFIXES to the home line's address.");
    }
}
