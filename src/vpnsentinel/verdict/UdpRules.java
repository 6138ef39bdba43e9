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
        return Finding.in("udp", Fact.OWN_PATH_BESIDE_TUNNEL, "source", own.source(), "address", own.address());
    }

    /** Datagrams come from the home line and web requests do not; returns whether that is a suspicion only. */
    private static boolean besideWeb(
            Evidence seen,
            Comparison home,
            List<ExitSighting> accusing,
            List<ExitSighting> clear,
            List<Finding> findings) {
        if (Corroboration.isBySeveral(accusing)) {
            findings.add(onHomeLine(home, accusing));
            return false;
        }
        if (Corroboration.isBySeveral(clear)) {
            return false;
        }
        ExitSighting one = accusing.get(0);
        findings.add(
                seen.exit().isSecondLookOver()
                        ? onHomeLine(home, accusing).and(ExitRules.DOUBT)
                        : Finding.in("udp", Fact.EXIT_SUSPECTED, "source", one.source(), "address", one.address()));
        return true;
    }

    private static Finding onHomeLine(Comparison home, List<ExitSighting> accusing) {
        ExitSighting one = accusing.get(0);
        Finding finding = Finding.in(
                home.line().holds(one.address()) ? ExitRules.which(home.line(), one) : "network",
                Fact.TRAFFIC_ON_HOME_LINE,
                "address",
                one.address(),
                "network",
                one.network(),
                "sources",
                ExitRules.sources(accusing));
        return ExitRules.spelled(finding, one.address());
    }

    private static Finding webOnly(Accusation web, ExitSighting udp) {
        return Finding.in(
                "web",
                Fact.TRAFFIC_ON_HOME_LINE,
                "web",
                web.accusing().get(0).address(),
                "udp",
                udp.address(),
                "sources",
                List.of(udp.source()));
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
        findings.add(Finding.of(
                Fact.UDP_ELSEWHERE,
                "address",
                one.address(),
                "network",
                one.network(),
                "sources",
                ExitRules.sources(udp),
                "exit",
                exit.get().address(),
                "exitNetwork",
                exit.get().network()));
    }
}
