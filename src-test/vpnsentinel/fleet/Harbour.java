package vpnsentinel.fleet;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import vpnsentinel.access.Caller;
import vpnsentinel.home.HomeLine;
import vpnsentinel.home.Homes;
import vpnsentinel.lookup.NetworkDirectory;
import vpnsentinel.network.Address;
import vpnsentinel.network.Answer;
import vpnsentinel.network.Asn;
import vpnsentinel.network.Country;
import vpnsentinel.network.ExitSighting;
import vpnsentinel.network.Fact;
import vpnsentinel.network.KillSwitchSighting;
import vpnsentinel.network.LocalSigns;
import vpnsentinel.network.Network;
import vpnsentinel.network.PathSighting;
import vpnsentinel.network.Place;
import vpnsentinel.network.ResolverSighting;
import vpnsentinel.network.RouteChoice;
import vpnsentinel.settings.Half;
import vpnsentinel.settings.Settings;
import vpnsentinel.verdict.Expectations;
import vpnsentinel.verdict.Judge;
import vpnsentinel.wire.Keepalive;
import vpnsentinel.wire.LineClaim;
import vpnsentinel.wire.Report;

/** A fleet with a clock that is moved by hand, a home line, look-ups from a table, and the default colours. */
final class Harbour {
    static final String HOME = "203.0.113.7";
    static final String HOME_V6 = "2001:db8:7::7";
    static final String VPN = "198.51.100.10";
    static final String VPN_POOL = "198.51.100.11";
    static final String OTHER_VPN = "192.0.2.20";
    static final String VPN_RESOLVER = "198.51.100.53";
    static final String HOME_RESOLVER = "203.0.113.53";

    private static final Map<String, Long> NETWORKS = Map.of(
            HOME,
            64500L,
            HOME_V6,
            64500L,
            HOME_RESOLVER,
            64500L,
            VPN,
            64501L,
            VPN_POOL,
            64501L,
            VPN_RESOLVER,
            64501L,
            OTHER_VPN,
            64502L);
    private static final Map<Long, String> COUNTRIES = Map.of(64500L, "CH", 64501L, "SE", 64502L, "DE");
    private static final Set<Fact> RED =
            Set.of(Fact.EXIT_ON_HOME_LINE, Fact.EXIT_ON_HOME_NETWORK, Fact.TRAFFIC_ON_HOME_LINE);
    private static final Set<Fact> GREEN = Set.of(Fact.PROXY_NOT_TRUSTED, Fact.DNS_CLAIMED);

    final List<Transition> told = new ArrayList<>();
    final Map<String, String> failingLookUps = new HashMap<>();
    NetworkDirectory directory = new NetworkDirectory(this::lookUp);
    Fleet fleet;
    private final Map<String, KeptClient> kept = new HashMap<>();
    private final Settings settings;
    Instant now = Instant.parse("2026-11-22T08:00:00Z");
    /** When this server's own address was last seen to be another. */
    Optional<Instant> moved = Optional.empty();
    /** Whether a client was missed since that was last set to false. */
    boolean missed;

    HomeLine home = new HomeLine(
            Set.of(address(HOME), address(HOME_V6)),
            Set.of(),
            List.of(),
            Set.of(new Asn(64500)),
            network(64500),
            Set.of(),
            HomeLine.Knowledge.KNOWN,
            Optional.of(now));

    Harbour(String... words) {
        Map<String, String> environment = new HashMap<>(Map.of("VPN_SENTINEL_API_KEY", "key"));
        for (String setting : words) {
            environment.put(setting.split("=")[0], setting.split("=")[1]);
        }
        settings = Settings.read(environment, Half.SERVER);
        fleet = fleet();
    }

    private Fleet fleet() {
        Keeper keeper = new Keeper() {
            @Override
            public CompletableFuture<Boolean> keep(KeptClient client, List<Transition> changes) {
                kept.put(client.id(), client);
                told.addAll(changes);
                return DONE;
            }

            @Override
            public void forget(String clientId, Instant now) {
                kept.remove(clientId);
            }
        };
        return new Fleet(
                settings, directory, site -> home, Homes.forgetful(settings).familiar(), keeper, now);
    }

    /** The server is away for so long, and knows of its clients then what was kept of them; its look-ups are gone. */
    void restartsAfter(Duration away) {
        fleet.takeChanged().forEach(each -> kept.put(each.id(), each));
        diesFor(away);
    }

    /** The same without what is written behind. */
    void diesFor(Duration away) {
        now = now.plus(away);
        directory = new NetworkDirectory(this::lookUp);
        fleet = fleet();
        if (!fleet.restore(List.copyOf(kept.values()), now).isEmpty()) {
            throw new AssertionError("what was kept cannot be read");
        }
    }

    private Answer<ExitSighting> lookUp(Address address) {
        Long asn = NETWORKS.get(address.toString());
        return asn == null || failingLookUps.containsKey(address.toString())
                ? new Answer.Missing<>("table", "not in it")
                : new Answer.Seen<>("table", sighting("table", address.toString()));
    }

    static Address address(String text) {
        return Address.parse(text).orElseThrow();
    }

    static Network network(long asn) {
        return new Network(Optional.of(new Asn(asn)), "Net " + asn, Network.Kind.UNKNOWN);
    }

    private static ExitSighting sighting(String source, String address) {
        Long asn = NETWORKS.get(address);
        Place place = new Place(Country.parse(COUNTRIES.getOrDefault(asn, "")), "", "", "");
        return new ExitSighting(source, source, address(address), asn == null ? Network.UNKNOWN : network(asn), place);
    }

    private static ExitSighting bare(String source, String address) {
        return new ExitSighting(source, source, address(address), Network.UNKNOWN, Place.UNKNOWN);
    }

    /** A client that sends keepalives when told to. */
    final class Boat {
        final String id;
        private String boot = "boot-1";
        private long sequence;
        private int interval = 60;
        private int beat;
        private List<String> exits = List.of(VPN, VPN);
        private Optional<String> resolver = Optional.of(VPN_RESOLVER);
        private List<Answer<ResolverSighting>> transports = List.of();
        private boolean resolversAsked = true;
        private List<String> udp = List.of();
        private boolean networksTold = true;
        private LocalSigns signs = LocalSigns.NONE;
        private String peer = "192.168.1.50";
        private boolean forwarded;
        private boolean followsName;

        Boat(String id) {
            this.id = id;
        }

        Boat exits(String... addresses) {
            exits = List.of(addresses);
            return this;
        }

        /** Whoever sees its exit knows the address alone. */
        Boat networksUntold() {
            networksTold = false;
            return this;
        }

        Boat resolver(String egress) {
            resolver = Optional.of(egress);
            return this;
        }

        Boat noResolver() {
            resolver = Optional.empty();
            return this;
        }

        /** Its resolver tells by which protocols it is asked. */
        Boat resolverBy(String... words) {
            transports = Stream.of(words)
                    .<Answer<ResolverSighting>>map(word -> new Answer.Seen<>("quad9", protocol(word)))
                    .toList();
            return this;
        }

        private static ResolverSighting protocol(String word) {
            return new ResolverSighting(
                    "quad9", "Quad9", "10.2.0.1", List.of(), List.of(), List.of(), Optional.of(word));
        }

        /** What STUN servers see; empty text where one does not answer, nothing where none is asked. */
        Boat udp(String... addresses) {
            udp = List.of(addresses);
            return this;
        }

        /** It tried its kill switch. */
        Boat killSwitch(KillSwitchSighting.Result result, String... seenFrom) {
            KillSwitchSighting tried = new KillSwitchSighting(
                    result,
                    "no answer by TCP",
                    Stream.of(seenFrom).map(Harbour::address).toList());
            signs = new LocalSigns(Optional.empty(), List.of(), Optional.of(tried));
            return this;
        }

        /** It lives in the network of a container. */
        Boat inContainer() {
            PathSighting path = new PathSighting(List.of(), List.of(), List.of(), false, false, false, true);
            signs = new LocalSigns(Optional.of(path), List.of(), Optional.empty());
            return this;
        }

        /** It does not wait for its resolvers' answers. */
        Boat resolversStillAsked() {
            resolversAsked = false;
            return this;
        }

        Boat boot(String nonce) {
            boot = nonce;
            sequence = 0;
            return this;
        }

        Boat interval(int seconds) {
            interval = seconds;
            return this;
        }

        /** It announces a beat every so many seconds. */
        Boat announces(int seconds) {
            beat = seconds;
            return this;
        }

        /** It calls this server by a name. */
        Boat followsName() {
            followsName = true;
            return this;
        }

        /** Sends a beat; says whether it is to look again. */
        boolean beats() {
            return fleet.beat(id, boot, new Caller(address(peer), forwarded), now);
        }

        /** Its keepalives come from there, with a forwarding header of a stranger or without. */
        Boat from(String address, boolean byStranger) {
            peer = address;
            forwarded = byStranger;
            return this;
        }

        /** Sends what an old client does: claims without evidence. */
        Fleet.Recorded claims(String exit, String dnsCountry) {
            Keepalive keepalive = new Keepalive(
                    id,
                    "1.0.0",
                    false,
                    new LineClaim(
                            Address.parse(exit),
                            exit.isEmpty()
                                    ? Place.UNKNOWN
                                    : sighting("claim", exit).place(),
                            exit.isEmpty()
                                    ? ""
                                    : sighting("claim", exit).network().toString(),
                            Country.parse(dnsCountry),
                            ""),
                    Optional.empty());
            return judge(fleet.open(keepalive, new Caller(address(peer), forwarded), now));
        }

        /** Sends an early report: its ways, and no probe's answer. */
        Fleet.Recorded says(String via) {
            RouteChoice choice =
                    new RouteChoice(RouteChoice.Role.INTERNET, address(OTHER_VPN), via, Optional.of(address(HOME)));
            PathSighting path = new PathSighting(List.of("wg0"), List.of(choice), List.of(), false, false);
            Report early = new Report(
                    boot,
                    ++sequence,
                    Duration.ofSeconds(interval),
                    Duration.ofSeconds(beat),
                    List.of(),
                    List.of(),
                    List.of(),
                    new LocalSigns(Optional.of(path), List.of(), Optional.empty()),
                    Duration.ZERO);
            return sends(false, early);
        }

        Fleet.Recorded sends() {
            return sends(false, ++sequence);
        }

        Fleet.Recorded sendsAgain(long old) {
            return sends(false, old);
        }

        Fleet.Recorded stops() {
            return sends(true, ++sequence);
        }

        private Fleet.Recorded sends(boolean stopping, long number) {
            Report report = new Report(
                    boot,
                    number,
                    Duration.ofSeconds(interval),
                    Duration.ofSeconds(beat),
                    answers(exits, "source-"),
                    resolverAnswers(),
                    answers(udp, "stun-"),
                    signs,
                    Duration.ZERO,
                    followsName);
            return sends(stopping, report);
        }

        private Fleet.Recorded sends(boolean stopping, Report report) {
            Keepalive keepalive = new Keepalive(id, "2.0.0", stopping, LineClaim.NONE, Optional.of(report));
            return judge(fleet.open(keepalive, new Caller(address(peer), forwarded), now));
        }

        private List<Answer<ExitSighting>> answers(List<String> seen, String kind) {
            List<Answer<ExitSighting>> answers = new ArrayList<>();
            for (String address : seen) {
                String source = kind + answers.size() + ".test";
                answers.add(
                        address.isEmpty()
                                ? new Answer.Missing<>(source, "no answer")
                                : new Answer.Seen<>(
                                        source, networksTold ? sighting(source, address) : bare(source, address)));
            }
            return answers;
        }

        private List<Answer<ResolverSighting>> resolverAnswers() {
            if (!resolversAsked) {
                return List.of();
            }
            List<Answer<ResolverSighting>> answers = new ArrayList<>(transports);
            answers.add(resolver.<Answer<ResolverSighting>>map(egress -> new Answer.Seen<>(
                            "method",
                            new ResolverSighting(
                                    "method", "method", "10.2.0.1", List.of(address(egress)), List.of(), List.of())))
                    .orElse(new Answer.Missing<>("method", "time-out")));
            return answers;
        }

        ClientView view() {
            return fleet.view(id, now).orElseThrow();
        }
    }

    Boat boat(String id) {
        return new Boat(id);
    }

    private Fleet.Recorded judge(PendingJudgement open) {
        open.judged(Judge.judge(open.evidence(), home, Expectations.NONE));
        open.judgement().findings().forEach(finding -> open.colour(finding.id(), colour(finding.fact())));
        return fleet.record(open, now);
    }

    private static Colour colour(Fact fact) {
        return RED.contains(fact) ? Colour.RED : GREEN.contains(fact) ? Colour.GREEN : Colour.YELLOW;
    }

    /** Time passes, a second at a time, with all that happens by itself. */
    void pass(Duration time) {
        for (long s = 0; s < time.toSeconds(); s++) {
            now = now.plusSeconds(1);
            fleet.arrived(directory.lookUpWaiting(20, now));
            missed |= fleet.tick(now, moved);
            for (String id : fleet.takeDirty(100)) {
                fleet.reopen(id, now).ifPresent(this::judge);
            }
        }
    }

    /** Time passes, and no look-up arrives. */
    void passWithoutLookUps(Duration time) {
        for (long s = 0; s < time.toSeconds(); s++) {
            now = now.plusSeconds(1);
            fleet.tick(now);
        }
    }

    /** What was told so far, as {@code kind from>to}. */
    List<String> news() {
        return told.stream()
                .map(each -> each.kind() + " " + each.from().map(Status::word).orElse("-") + ">"
                        + each.to().word())
                .toList();
    }
}
