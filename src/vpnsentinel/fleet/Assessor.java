package vpnsentinel.fleet;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
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
import vpnsentinel.verdict.Whereabouts;
import vpnsentinel.wire.Keepalive;
import vpnsentinel.wire.Report;

/**
 * Makes evidence out of a keepalive, of what is remembered of the client, and of what is known of the addresses in it.
 * Where a round brought nothing, the last proof is carried on and the miss is counted; where it did not ask, it is no miss.
 */
final class Assessor {
    /** So many rounds may pass without an answer to a datagram; who blocks them has nothing to leak by them. */
    private static final int MOST_UDP_MISSES = 2;

    private final NetworkDirectory directory;

    Assessor(NetworkDirectory directory) {
        this.directory = directory;
    }

    /**
     * The evidence, and what will be remembered when it is recorded.
     *
     * @param waitingFor addresses whose look-up is still to come; when it arrives, the client is worth another judgement
     */
    record Assessment(Evidence evidence, CarriedEvidence memory, Set<Address> waitingFor) {}

    /**
     * Assesses a keepalive against what was remembered before it.
     *
     * @param caller from where the client comes by now, as its beats may show
     * @param sender from where the keepalive itself came
     */
    Assessment assess(
            Keepalive keepalive,
            Caller caller,
            Address sender,
            CarriedEvidence before,
            Company company,
            HomeLine home,
            Instant now) {
        Set<Address> waitingFor = new TreeSet<>();
        boolean stranger = caller.forwardedByStranger() || company.sharedPeer();
        CarriedEvidence after = before;
        if (!keepalive.stopping()) {
            CarriedEvidence seen = exit(keepalive, sender, before, stranger, home, waitingFor, now);
            after = udp(keepalive, resolver(keepalive, seen, before, home, waitingFor, now), waitingFor, now);
        }
        after = after.from(caller.address(), caller.forwardedByStranger());
        return new Assessment(evidence(keepalive, after, company, waitingFor, now), after, waitingFor);
    }

    private CarriedEvidence exit(
            Keepalive keepalive,
            Address sender,
            CarriedEvidence before,
            boolean stranger,
            HomeLine home,
            Set<Address> waitingFor,
            Instant now) {
        if (keepalive.report().filter(report -> report.exits().isEmpty()).isPresent()) {
            return before.exit(completed(before.exit(), waitingFor, now)); // an early report: nobody was asked for it
        }
        List<ExitSighting> said = keepalive.report().isPresent()
                ? Answer.values(keepalive.report().get().exits())
                : claim(keepalive);
        List<ExitSighting> seen = new ArrayList<>(said.size());
        boolean accuses = false;
        for (ExitSighting each : said) {
            ExitSighting sighting = completed(each, waitingFor, now);
            seen.add(sighting);
            accuses |= home.holds(sighting.address()) || home.isNetwork(sighting.network());
        }
        List<String> trouble =
                keepalive.report().map(report -> Answer.reasons(report.exits())).orElse(List.of());
        CarriedEvidence.Track<ExitSighting> track = before.exit();
        if (!Exits.of(Evidence.counted(seen, stranger)).isEmpty()) {
            OtherFamily.Round round = keepalive
                    .report()
                    .map(report -> OtherFamily.of(seen, before, report.local()))
                    .orElse(new OtherFamily.Round(seen, 0));
            return before.exit(track.proven(round.sightings(), trouble, now))
                    .exitFrom(sender)
                    .carried(round.carried());
        }
        if (accuses) {
            return before.exit(track.doubted(seen, trouble));
        }
        String disputed = seen.size() > 1 ? "the sources contradict each other" : "";
        return before.exit(track.missed(seen, with(trouble, disputed)));
    }

    private static List<String> with(List<String> trouble, String more) {
        List<String> all = new ArrayList<>(trouble);
        if (!more.isEmpty()) {
            all.add(more);
        }
        return all;
    }

    private CarriedEvidence resolver(
            Keepalive keepalive,
            CarriedEvidence memory,
            CarriedEvidence before,
            HomeLine home,
            Set<Address> waitingFor,
            Instant now) {
        Optional<Report> report = keepalive.report();
        if (report.isEmpty() || report.get().resolvers().isEmpty()) {
            return memory; // nobody was asked
        }
        List<ResolverSighting> seen = Answer.values(report.get().resolvers());
        List<String> trouble = Answer.reasons(report.get().resolvers());
        boolean pending = false;
        boolean proven = false;
        for (ResolverSighting sighting : seen) {
            proven |= isBetrayed(sighting, home);
            for (Address egress : sighting.egress()) {
                NetworkDirectory.Entry entry = directory.find(egress, now);
                proven |= home.holds(egress) || whereabouts(entry).isKnown();
                if (entry.pending()) {
                    pending = true;
                    waitingFor.add(egress);
                }
            }
        }
        CarriedEvidence.Track<ResolverSighting> track = before.dns();
        if (proven) {
            return memory.dns(track.proven(seen, trouble, now), exitNetwork(memory));
        }
        if (pending && track.proof().ever()) {
            return memory; // judged by the last proof until the look-up arrives
        }
        boolean comparable = seen.stream().anyMatch(ResolverSighting::tellsAddresses);
        String unknown = !comparable || pending ? "" : "no look-up knows the resolver's network";
        return memory.dns(track.missed(seen, with(trouble, unknown)), before.dnsExit());
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

    private static Network exitNetwork(CarriedEvidence memory) {
        return Exits.of(memory.exit().seen()).main().map(ExitSighting::network).orElse(Network.UNKNOWN);
    }

    private Evidence evidence(
            Keepalive keepalive, CarriedEvidence memory, Company company, Set<Address> waitingFor, Instant now) {
        Map<Address, Whereabouts> whereabouts = new HashMap<>();
        for (ResolverSighting sighting : memory.dns().seen()) {
            for (Address egress : sighting.egress()) {
                whereabouts.computeIfAbsent(egress, address -> whereabouts(directory.find(address, now)));
            }
        }
        keepalive.report().flatMap(report -> report.local().killSwitch()).ifPresent(tried -> {
            for (Address line : tried.seenFrom()) {
                NetworkDirectory.Entry entry = directory.find(line, now);
                if (entry.pending()) {
                    waitingFor.add(line);
                } else {
                    whereabouts.put(line, whereabouts(entry));
                }
            }
        });
        return new Evidence(
                memory.exit().seen(),
                memory.exit().trouble(),
                memory.exit().proof(),
                memory.suspectedSince().map(since -> Duration.between(since, now)),
                memory.dns().seen(),
                whereabouts,
                memory.dns().trouble(),
                memory.dns().proof(),
                !memory.dnsExit().equals(Network.UNKNOWN) && !memory.dnsExit().sameAs(exitNetwork(memory)),
                memory.exitFrom(),
                memory.peer(),
                memory.peer()
                        .map(peer -> network(peer, memory, waitingFor, now))
                        .orElse(Network.UNKNOWN),
                memory.forwardedByStranger(),
                keepalive.report().isPresent() ? Optional.empty() : Optional.of(new Claim(keepalive.dnsCountry())),
                memory.udp().seen(),
                keepalive.report().map(Report::local).orElse(LocalSigns.NONE),
                company);
    }

    /** Where no STUN server answers any more, what they saw is carried on for a while. */
    private CarriedEvidence udp(Keepalive keepalive, CarriedEvidence memory, Set<Address> waitingFor, Instant now) {
        List<Answer<ExitSighting>> answers = keepalive.report().map(Report::udp).orElse(List.of());
        if (answers.isEmpty()) {
            return memory.udp(completed(memory.udp(), waitingFor, now)); // nobody was asked
        }
        List<ExitSighting> seen = Answer.values(answers).stream()
                .map(each -> completed(each, waitingFor, now))
                .toList();
        List<String> trouble = Answer.reasons(answers);
        if (!seen.isEmpty()) {
            return memory.udp(memory.udp().proven(seen, trouble, now));
        }
        CarriedEvidence.Track<ExitSighting> missed = memory.udp().missed(seen, trouble);
        return memory.udp(missed.proof().misses() > MOST_UDP_MISSES ? CarriedEvidence.Track.unknown() : missed);
    }

    private Network network(Address peer, CarriedEvidence memory, Set<Address> waitingFor, Instant now) {
        for (ExitSighting sighting : memory.exit().seen()) {
            if (sighting.address().equals(peer)) {
                return sighting.network();
            }
        }
        if (!peer.isPublic()) {
            return Network.UNKNOWN;
        }
        NetworkDirectory.Entry entry = directory.find(peer, now);
        if (entry.pending()) {
            waitingFor.add(peer);
        }
        return entry.network();
    }

    /** What is remembered, with what look-ups brought since. */
    private CarriedEvidence.Track<ExitSighting> completed(
            CarriedEvidence.Track<ExitSighting> track, Set<Address> waitingFor, Instant now) {
        if (track.seen().isEmpty()) {
            return track; // the steady case of many
        }
        List<ExitSighting> seen = track.seen().stream()
                .map(each -> completed(each, waitingFor, now))
                .toList();
        return new CarriedEvidence.Track<>(seen, track.proof(), track.provenAt(), track.trouble());
    }

    /** The sighting as mounted files correct it, with what the directory knows where the source itself did not say it. */
    private ExitSighting completed(ExitSighting said, Set<Address> waitingFor, Instant now) {
        ExitSighting sighting = directory.corrected(said);
        boolean complete = sighting.network().asn().isPresent()
                && sighting.place().country().isPresent();
        if (complete || !sighting.address().isPublic()) {
            return sighting;
        }
        NetworkDirectory.Entry entry = directory.find(sighting.address(), now);
        if (entry.pending()) {
            waitingFor.add(sighting.address());
        }
        return new ExitSighting(
                sighting.source(),
                sighting.operator(),
                sighting.address(),
                sighting.network().or(entry.network()),
                sighting.place().or(entry.place()));
    }

    private static List<ExitSighting> claim(Keepalive keepalive) {
        return keepalive
                .exit()
                .map(address -> List.of(new ExitSighting(
                        "the client",
                        "the client",
                        address,
                        new Network(Asn.parse(keepalive.provider()), keepalive.provider(), Network.Kind.UNKNOWN),
                        keepalive.place())))
                .orElse(List.of());
    }

    private static Whereabouts whereabouts(NetworkDirectory.Entry entry) {
        Place place = entry.place();
        return entry.known() ? new Whereabouts(entry.network(), place.country()) : Whereabouts.UNKNOWN;
    }
}
