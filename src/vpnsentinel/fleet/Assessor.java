package vpnsentinel.fleet;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vpnsentinel.access.Caller;
import vpnsentinel.home.HomeLine;
import vpnsentinel.lookup.NetworkDirectory;
import vpnsentinel.network.Address;
import vpnsentinel.network.Answer;
import vpnsentinel.network.Asn;
import vpnsentinel.network.ExitSighting;
import vpnsentinel.network.LocalSigns;
import vpnsentinel.network.Network;
import vpnsentinel.network.Place;
import vpnsentinel.network.Prefix;
import vpnsentinel.network.ResolverSighting;
import vpnsentinel.verdict.Claim;
import vpnsentinel.verdict.Company;
import vpnsentinel.verdict.Evidence;
import vpnsentinel.verdict.Exits;
import vpnsentinel.verdict.Way;
import vpnsentinel.verdict.Whereabouts;
import vpnsentinel.wire.Keepalive;
import vpnsentinel.wire.LineClaim;
import vpnsentinel.wire.Report;

/**
 * Makes evidence out of a keepalive, of what is remembered of the client, and of what is known of the addresses in it.
 * Where a round brought nothing, the last proof is carried on and the miss is counted; where it did not ask, it is no miss.
 */
final class Assessor {
    /** So many rounds may pass without an answer to a datagram; who blocks them has nothing to leak by them. */
    private static final int MOST_UDP_MISSES = 2;

    private Assessor() {}

    /** The evidence, and what will be remembered when it is recorded. */
    record Assessment(Evidence evidence, CarriedEvidence carried) {}

    /**
     * Assesses a keepalive against what was remembered before it.
     *
     * @param caller from where the client comes by now, as its beats may show
     * @param sender from where the keepalive itself came
     */
    static Assessment assess(
            Keepalive keepalive,
            Caller caller,
            Address sender,
            CarriedEvidence before,
            Company company,
            HomeLine home,
            LookUps lookUps) {
        CarriedExit exit = before.exit();
        CarriedResolver resolver = before.resolver();
        Track<ExitSighting> udp = before.udp();
        if (!keepalive.stopping()) {
            boolean stranger = !caller.isWitness() || company.sharedPeer();
            exit = exit(keepalive, sender, exit, stranger, home, lookUps);
            resolver = resolver(keepalive, resolver, exit, home, lookUps);
            udp = udp(keepalive, udp, lookUps);
        }
        CarriedEvidence after = new CarriedEvidence(exit, resolver, udp, Optional.of(caller), before.suspectedSince());
        return new Assessment(evidence(keepalive, after, caller, company, lookUps), after);
    }

    private static CarriedExit exit(
            Keepalive keepalive, Address sender, CarriedExit before, boolean stranger, HomeLine home, LookUps lookUps) {
        Track<ExitSighting> track = before.track();
        if (keepalive.report().filter(report -> report.exits().isEmpty()).isPresent()) {
            return before.with(completed(track, lookUps)); // an early report: nobody was asked for it
        }
        List<ExitSighting> said = keepalive.report().isPresent()
                ? Answer.values(keepalive.report().get().exits())
                : claimed(keepalive.claim());
        List<ExitSighting> seen = new ArrayList<>(said.size());
        boolean accuses = false;
        for (ExitSighting each : said) {
            ExitSighting sighting = completed(each, lookUps);
            seen.add(sighting);
            accuses |= home.holds(sighting.address()) || home.isNetwork(sighting.network());
        }
        List<String> trouble =
                keepalive.report().map(report -> Answer.reasons(report.exits())).orElse(List.of());
        if (!Exits.of(Evidence.counted(seen, stranger)).isEmpty()) {
            OtherFamily.Sightings both = keepalive
                    .report()
                    .map(report -> OtherFamily.of(seen, before, report.local()))
                    .orElse(new OtherFamily.Sightings(seen, 0));
            return new CarriedExit(
                    track.proven(both.sightings(), trouble, lookUps.now()), Optional.of(sender), both.rounds());
        }
        if (accuses) {
            return before.with(track.doubted(seen, trouble));
        }
        String disputed = seen.size() > 1 ? "the sources contradict each other" : "";
        return before.with(track.missed(seen, with(trouble, disputed)));
    }

    private static List<String> with(List<String> trouble, String more) {
        List<String> all = new ArrayList<>(trouble);
        if (!more.isEmpty()) {
            all.add(more);
        }
        return all;
    }

    private static CarriedResolver resolver(
            Keepalive keepalive, CarriedResolver before, CarriedExit exit, HomeLine home, LookUps lookUps) {
        Optional<Report> report = keepalive.report();
        if (report.isEmpty() || report.get().resolvers().isEmpty()) {
            return before; // nobody was asked
        }
        List<ResolverSighting> seen = Answer.values(report.get().resolvers());
        List<String> trouble = Answer.reasons(report.get().resolvers());
        boolean pending = false;
        boolean proven = false;
        for (ResolverSighting sighting : seen) {
            proven |= isBetrayed(sighting, home);
            for (Address egress : sighting.egress()) {
                NetworkDirectory.Entry entry = lookUps.find(egress);
                proven |= home.holds(egress) || whereabouts(entry).isKnown();
                pending |= entry.pending();
            }
        }
        Track<ResolverSighting> track = before.track();
        if (proven) {
            return new CarriedResolver(track.proven(seen, trouble, lookUps.now()), exit.network());
        }
        if (pending && track.proof().ever()) {
            return before; // judged by the last proof until the look-up arrives
        }
        boolean comparable = seen.stream().anyMatch(ResolverSighting::tellsAddresses);
        String unknown = !comparable || pending ? "" : "no look-up knows the resolver's network";
        return new CarriedResolver(track.missed(seen, with(trouble, unknown)), before.provenWith());
    }

    /** Whether the resolver passed the home line on, or saw it. */
    private static boolean isBetrayed(ResolverSighting sighting, HomeLine home) {
        for (Prefix subnet : sighting.clientSubnets()) {
            if (home.overlaps(subnet)) {
                return true;
            }
        }
        for (Address from : sighting.seenFrom()) {
            if (home.holds(from)) {
                return true;
            }
        }
        return false;
    }

    private static Evidence evidence(
            Keepalive keepalive, CarriedEvidence carried, Caller caller, Company company, LookUps lookUps) {
        Map<Address, Whereabouts> whereabouts = new HashMap<>();
        for (ResolverSighting sighting : carried.resolver().track().seen()) {
            for (Address egress : sighting.egress()) {
                whereabouts.computeIfAbsent(egress, address -> whereabouts(lookUps.find(address)));
            }
        }
        keepalive.report().flatMap(report -> report.local().killSwitch()).ifPresent(tried -> {
            for (Address line : tried.seenFrom()) {
                NetworkDirectory.Entry entry = lookUps.find(line);
                if (!entry.pending()) {
                    whereabouts.put(line, whereabouts(entry));
                }
            }
        });
        Address peer = caller.address();
        return new Evidence(
                carried.exit().evidence(carried.suspectedSince().map(since -> Duration.between(since, lookUps.now()))),
                carried.resolver().evidence(carried.exit()),
                carried.udp().seen(),
                whereabouts,
                new Way(
                        Optional.of(peer),
                        network(peer, carried.exit(), lookUps),
                        !caller.isWitness(),
                        carried.exit().provenFrom()),
                keepalive.report().isPresent()
                        ? Optional.empty()
                        : Optional.of(new Claim(keepalive.claim().dnsCountry())),
                keepalive.report().map(Report::local).orElse(LocalSigns.NONE),
                company);
    }

    /** Where no STUN server answers any more, what they saw is carried on for a while. */
    private static Track<ExitSighting> udp(Keepalive keepalive, Track<ExitSighting> before, LookUps lookUps) {
        List<Answer<ExitSighting>> answers = keepalive.report().map(Report::udp).orElse(List.of());
        if (answers.isEmpty()) {
            return completed(before, lookUps); // nobody was asked
        }
        List<ExitSighting> seen = Answer.values(answers).stream()
                .map(each -> completed(each, lookUps))
                .toList();
        List<String> trouble = Answer.reasons(answers);
        if (!seen.isEmpty()) {
            return before.proven(seen, trouble, lookUps.now());
        }
        Track<ExitSighting> missed = before.missed(seen, trouble);
        return missed.proof().misses() > MOST_UDP_MISSES ? Track.unknown() : missed;
    }

    private static Network network(Address peer, CarriedExit exit, LookUps lookUps) {
        for (ExitSighting sighting : exit.track().seen()) {
            if (sighting.address().equals(peer)) {
                return sighting.network();
            }
        }
        if (!peer.isPublic()) {
            return Network.UNKNOWN;
        }
        NetworkDirectory.Entry entry = lookUps.find(peer);
        return entry.network();
    }

    /** What is remembered, with what look-ups brought since. */
    private static Track<ExitSighting> completed(Track<ExitSighting> track, LookUps lookUps) {
        if (track.seen().isEmpty()) {
            return track; // the steady case of many
        }
        List<ExitSighting> seen =
                track.seen().stream().map(each -> completed(each, lookUps)).toList();
        return new Track<>(seen, track.proof(), track.provenAt(), track.trouble());
    }

    /** The sighting as mounted files correct it, with what the directory knows where the source itself did not say it. */
    private static ExitSighting completed(ExitSighting said, LookUps lookUps) {
        ExitSighting sighting = lookUps.corrected(said);
        boolean complete = sighting.network().asn().isPresent()
                && sighting.place().country().isPresent();
        if (complete || !sighting.address().isPublic()) {
            return sighting;
        }
        NetworkDirectory.Entry entry = lookUps.find(sighting.address());
        return new ExitSighting(
                sighting.source(),
                sighting.operator(),
                sighting.address(),
                sighting.network().or(entry.network()),
                sighting.place().or(entry.place()));
    }

    private static List<ExitSighting> claimed(LineClaim claim) {
        return claim.exit()
                .map(address -> List.of(new ExitSighting(
                        "the client",
                        "the client",
                        address,
                        new Network(Asn.parse(claim.provider()), claim.provider(), Network.Kind.UNKNOWN),
                        claim.place())))
                .orElse(List.of());
    }

    private static Whereabouts whereabouts(NetworkDirectory.Entry entry) {
        Place place = entry.place();
        return entry.known() ? new Whereabouts(entry.network(), place.country()) : Whereabouts.UNKNOWN;
    }
}
