package vpnsentinel.verdict;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vpnsentinel.network.Corroboration;
import vpnsentinel.network.ExitSighting;
import vpnsentinel.network.Fact;
import vpnsentinel.network.Family;

/** What it means when datagrams leave by another line than web requests do, each family for itself. */
final class UdpRules {
    static final String HINT =
            "Part of the traffic leaves past the tunnel: look for policy routes, split tunnelling, and firewall marks.";

    private UdpRules() {}

    /** Adds what the rules find; says whether one source alone names the home line, so that others must look. */
    static boolean find(Evidence seen, Comparison home, Accusations accusations, Exits exits, List<Finding> findings) {
        boolean suspicion = false;
        for (Family family : Family.values()) {
            List<ExitSighting> accusing = new ArrayList<>(2);
            List<ExitSighting> clear = new ArrayList<>(2);
            for (ExitSighting sighting : family.of(seen.udp())) {
                (home.isAccused(sighting) ? accusing : clear).add(sighting);
            }
            switch (accusations.of(family).verdict()) {
                case NONE -> {
                    if (accusing.isEmpty()) {
                        elsewhere(home, exits.of(family), Evidence.counted(clear, false), findings);
                    } else if (isLeftOut(seen, accusing)) {
                        findings.add(pathBeside(accusing.get(0)));
                    } else {
                        suspicion |= besideWeb(seen, home, accusing, clear, findings);
                    }
                }
                case CONFIRMED -> {
                    if (accusing.isEmpty() && !clear.isEmpty()) {
                        findings.add(webOnly(accusations.of(family), clear.get(0)));
                    }
                }
                case SUSPICION, CONTRADICTED_BY_PEER -> {} // what the second look shows decides
            }
        }
        return suspicion;
    }

    /**
     * Whether our own server alone sees the home line, and others see the VPN: then the way to it may be left out of the
     * tunnel on purpose. Where nobody else is asked, there is nobody else to believe.
     */
    private static boolean isLeftOut(Evidence seen, List<ExitSighting> accusing) {
        return Consensus.others(accusing).isEmpty()
                && !(Consensus.others(seen.exit().sightings()).isEmpty()
                        && Consensus.others(seen.udp()).isEmpty());
    }

    private static Finding pathBeside(ExitSighting own) {
        return new Finding(
                Fact.OWN_PATH_BESIDE_TUNNEL,
                own.source() + " sees UDP come from " + own.address() + ", the home line, while others see the VPN",
                PathRules.HINT);
    }

    /** Datagrams come from the home line and web requests do not; returns whether that is a suspicion only. */
    private static boolean besideWeb(
            Evidence seen,
            Comparison home,
            List<ExitSighting> accusing,
            List<ExitSighting> clear,
            List<Finding> findings) {
        if (Corroboration.isBySeveral(accusing)) {
            findings.add(onHomeLine(home, accusing, ""));
            return false;
        }
        if (Corroboration.isBySeveral(clear)) {
            return false;
        }
        ExitSighting one = accusing.get(0);
        findings.add(
                seen.exit().isSecondLookOver()
                        ? onHomeLine(home, accusing, " (suspected: no second source answered)")
                        : new Finding(
                                Fact.EXIT_SUSPECTED,
                                one.source() + " alone sees UDP come from " + one.address()
                                        + "; the client is looking again by other sources",
                                ""));
        return true;
    }

    private static Finding onHomeLine(Comparison home, List<ExitSighting> accusing, String doubt) {
        ExitSighting one = accusing.get(0);
        String which = home.line().holds(one.address())
                ? ExitRules.which(home.line(), one)
                : "in the home provider's network " + one.network();
        return new Finding(
                Fact.TRAFFIC_ON_HOME_LINE,
                ExitRules.sources(accusing, false) + "UDP come from " + one.address() + ", " + which + doubt,
                HINT);
    }

    private static Finding webOnly(Accusation web, ExitSighting udp) {
        return new Finding(
                Fact.TRAFFIC_ON_HOME_LINE,
                "web requests come from " + web.accusing().get(0).address() + ", while " + udp.source()
                        + " sees UDP come from " + udp.address(),
                HINT);
    }

    private static void elsewhere(
            Comparison home, Optional<ExitSighting> exit, List<ExitSighting> udp, List<Finding> findings) {
        if (exit.isEmpty() || udp.isEmpty()) {
            return;
        }
        for (ExitSighting sighting : udp) {
            boolean comparable = sighting.network().asn().isPresent()
                    && exit.get().network().asn().isPresent();
            if (!comparable
                    || sighting.agreesWith(exit.get())
                    || home.expected().names(sighting)) {
                return;
            }
        }
        ExitSighting one = udp.get(0);
        findings.add(
                new Finding(
                        Fact.UDP_ELSEWHERE,
                        ExitRules.sources(udp, false) + "UDP come from " + one.address() + " (" + one.network()
                                + "), while the exit is " + exit.get().address() + " ("
                                + exit.get().network() + ")",
                        "Look at the client's routes; if it is meant to be so, name that network in VPN_SENTINEL_EXPECTED_ASNS."));
    }
}
