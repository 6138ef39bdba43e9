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
                findings.add(home.confirmed()
                        .map(at -> Finding.in("at", Fact.BASELINE_STALE, "line", home.text(), "time", at))
                        .orElseGet(() -> Finding.in("never", Fact.BASELINE_STALE, "line", home.text())));
            case KNOWN -> {}
        }
        if (seen.company().allAtHome()) {
            findings.add(Finding.of(Fact.SERVER_BEHIND_VPN, "line", home.text()));
        }
    }

    private static Finding unknown(HomeLine home) {
        return home.network().kind() == Network.Kind.HOSTING
                ? Finding.in("hosting", Fact.BASELINE_UNKNOWN, "network", home.network())
                : Finding.in("nothing", Fact.BASELINE_UNKNOWN);
    }
}
