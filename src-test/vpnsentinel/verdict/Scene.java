package vpnsentinel.verdict;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import vpnsentinel.home.HomeLine;
import vpnsentinel.network.Address;
import vpnsentinel.network.Asn;
import vpnsentinel.network.Country;
import vpnsentinel.network.ExitSighting;
import vpnsentinel.network.LocalSigns;
import vpnsentinel.network.Network;
import vpnsentinel.network.Place;
import vpnsentinel.network.Prefix;
import vpnsentinel.network.ResolverGroup;
import vpnsentinel.network.ResolverSighting;

/** A scenario in the words of the table: who sits where, and what was seen of it. */
final class Scene {
    private static final Network HOME_ISP = network(64500, "Home Telecom");
    private static final Network VPN = network(64501, "Example VPN");
    private static final Network THIRD = network(64502, "Third Net");
    private static final Network NEIGHBOUR = network(64503, "Neighbour Net");
    private static final Network GOOGLE = network(15169, "Google");
    private static final Network OFFICES =
            new Network(Optional.of(new Asn(64504)), "Office Lines", Network.Kind.ACCESS);
    private static final Network CLOUD = new Network(Optional.of(new Asn(64505)), "Cloud", Network.Kind.HOSTING);

    private record Host(String address, Network network, String country) {}

    private static final Map<String, Host> HOSTS = Map.ofEntries(
            Map.entry("home", new Host("203.0.113.7", HOME_ISP, "CH")),
            Map.entry("former", new Host("203.0.113.99", HOME_ISP, "CH")),
            Map.entry("home-isp", new Host("203.0.113.200", HOME_ISP, "CH")),
            Map.entry("home-resolver", new Host("192.0.2.53", THIRD, "CH")),
            Map.entry("home-public-resolver", new Host("192.0.2.88", GOOGLE, "CH")),
            Map.entry("vpn", new Host("198.51.100.10", VPN, "SE")),
            Map.entry("vpn-of-unknown-network", new Host("198.51.100.10", Network.UNKNOWN, "")),
            Map.entry("vpn-of-unknown-country", new Host("198.51.100.10", VPN, "")),
            Map.entry("vpn-pool", new Host("198.51.100.11", VPN, "SE")),
            Map.entry("vpn-resolver", new Host("198.51.100.53", VPN, "SE")),
            Map.entry("third", new Host("192.0.2.9", THIRD, "DE")),
            Map.entry("neighbour", new Host("192.0.2.77", NEIGHBOUR, "SE")),
            Map.entry("unknown", new Host("192.0.2.111", Network.UNKNOWN, "")),
            Map.entry("unknown6", new Host("2001:db8:9::9", Network.UNKNOWN, "")),
            Map.entry("vpn-elsewhere", new Host("192.0.2.130", VPN, "SE")),
            Map.entry("not-looked-up", new Host("192.0.2.140", Network.UNKNOWN, "")),
            Map.entry("private", new Host("192.168.1.20", Network.UNKNOWN, "")),
            Map.entry("v6", new Host("2001:db8::1", THIRD, "DE")),
            Map.entry("home6", new Host("2001:db8:7:1::7", HOME_ISP, "CH")),
            Map.entry("home6-other-device", new Host("2001:db8:7:1::77", HOME_ISP, "CH")),
            Map.entry("home6-other-link", new Host("2001:db8:7:2::7", HOME_ISP, "CH")),
            Map.entry("home-isp6", new Host("2001:db8:8:1::7", HOME_ISP, "CH")),
            Map.entry("vpn6", new Host("2001:db8:5::10", VPN, "SE")),
            Map.entry("vpn6-pool", new Host("2001:db8:5::11", VPN, "SE")),
            Map.entry("home-by-6to4", new Host("2002:cb00:7107::1", Network.UNKNOWN, "")),
            Map.entry("home-by-teredo", new Host("2001:0:4136:e378:8000:63bf:34ff:8ef8", Network.UNKNOWN, "")),
            Map.entry("vpn-by-6to4", new Host("2002:c633:640a::1", Network.UNKNOWN, "")),
            Map.entry("third6", new Host("2001:db8:6::9", THIRD, "DE")),
            Map.entry("offices", new Host("192.0.2.200", OFFICES, "DE")),
            Map.entry("cloud", new Host("192.0.2.210", CLOUD, "DE")));

    private List<ExitSighting> exits = new ArrayList<>();
    private List<String> trouble = List.of();
    private Proof proof = Proof.FRESH;
    private Optional<Duration> suspectedFor = Optional.empty();
    private List<ResolverSighting> resolvers = new ArrayList<>();
    private Optional<String> exitFrom = Optional.empty();
    private Optional<String> peer = Optional.empty();
    private boolean forwarded;
    private Optional<Claim> claim = Optional.empty();
    private Company company = Company.NONE;
    private List<ExitSighting> udp = new ArrayList<>();
    private LocalSigns local = LocalSigns.NONE;
    private boolean dnsOutdated;
    private HomeLine home = known(HomeLine.Knowledge.KNOWN);
    private Expectations expectations = Expectations.NONE;

    static Scene behindVpn() {
        return new Scene().exits("vpn", "vpn").resolver("vpn-resolver");
    }

    static Scene nothing() {
        Scene scene = new Scene();
        scene.trouble = List.of("one.test: HTTP 500", "two.test: time-out");
        return scene;
    }

    static Scene oldClient(String exit, String dnsCountry) {
        Scene scene = new Scene().exits(exit);
        scene.claim = Optional.of(new Claim(Country.parse(dnsCountry)));
        return scene;
    }

    private static Network network(long asn, String name) {
        return new Network(Optional.of(new Asn(asn)), name, Network.Kind.UNKNOWN);
    }

    private static HomeLine known(HomeLine.Knowledge knowledge) {
        return new HomeLine(
                Set.of(address("home"), address("home6")),
                Set.of(address("former")),
                56,
                List.of(),
                Set.of(new Asn(64500)),
                HOME_ISP,
                Set.of(address("home-resolver"), address("home-public-resolver")),
                knowledge,
                Optional.of(Instant.parse("2026-11-20T10:00:00Z")));
    }

    static HomeLine stale() {
        return known(HomeLine.Knowledge.STALE);
    }

    static Address address(String host) {
        return Address.parse(HOSTS.get(host).address()).orElseThrow();
    }

    private static Place place(String host) {
        return new Place(Country.parse(HOSTS.get(host).country()), "", "", "");
    }

    Scene exits(String... hosts) {
        List<String> names = List.of("one.test", "two.test", "three.test", "four.test");
        exits = new ArrayList<>();
        for (String host : hosts) {
            String source = names.get(exits.size());
            exits.add(sighting(source, source, host));
        }
        return this;
    }

    /** What our own server's echo answered. */
    Scene ownEcho(String host) {
        exits.add(sighting("whoami", ExitSighting.OWN_PATH, host));
        return this;
    }

    private static ExitSighting sighting(String source, String operator, String host) {
        return new ExitSighting(source, operator, address(host), HOSTS.get(host).network(), place(host));
    }

    Scene resolver(String host) {
        resolvers = new ArrayList<>(List.of(sighting(List.of(address(host)), List.of(), List.of())));
        return this;
    }

    Scene clientSubnet(String block) {
        resolvers.add(sighting(List.of(), List.of(Prefix.parse(block).orElseThrow()), List.of()));
        return this;
    }

    Scene seenFrom(String address) {
        resolvers.add(
                sighting(List.of(), List.of(), List.of(Address.parse(address).orElseThrow())));
        return this;
    }

    private static ResolverSighting sighting(List<Address> egress, List<Prefix> subnets, List<Address> seenFrom) {
        return new ResolverSighting("method", "method", "10.2.0.1", egress, subnets, seenFrom);
    }

    Scene suspectedFor(Duration duration) {
        suspectedFor = Optional.of(duration);
        return this;
    }

    Scene never() {
        proof = new Proof(false, 1);
        return this;
    }

    Scene exitMovedSince() {
        dnsOutdated = true;
        return this;
    }

    Scene misses(int misses) {
        proof = new Proof(true, misses);
        return this;
    }

    Scene peer(String host) {
        peer = Optional.of(host);
        return this;
    }

    /** From where the keepalive came that last proved the exit. */
    Scene provenFrom(String host) {
        exitFrom = Optional.of(host);
        return this;
    }

    Scene forwardedByStranger() {
        forwarded = true;
        return this;
    }

    Scene twins() {
        company = new Company(true, false, false, Set.of());
        return this;
    }

    /** Clients with other exits arrive from this one's peer address. */
    Scene sharedPeer() {
        company = new Company(false, true, false, Set.of());
        return this;
    }

    Scene everybodyAtHome() {
        company = new Company(false, false, true, Set.of());
        return this;
    }

    Scene familiar(long... numbers) {
        company = new Company(
                false, false, false, LongStream.of(numbers).mapToObj(Asn::new).collect(Collectors.toSet()));
        return this;
    }

    Scene udp(String... hosts) {
        List<String> names = List.of("stun-a.test", "stun-b.test", "stun-c.test");
        udp = new ArrayList<>();
        for (String host : hosts) {
            String source = names.get(udp.size());
            udp.add(sighting(source, source, host));
        }
        return this;
    }

    /** A STUN server of an operator that also runs an echo provider. */
    Scene udpBy(String operator, String host) {
        udp.add(sighting("stun." + operator, operator, host));
        return this;
    }

    Scene ownUdp(String host) {
        udp.add(sighting("own stun", ExitSighting.OWN_PATH, host));
        return this;
    }

    Scene local(LocalSigns signs) {
        local = signs;
        return this;
    }

    Scene home(HomeLine line) {
        home = line;
        return this;
    }

    Scene allowed(String... resolvers) {
        expectations = Expectations.of(all(List.of(resolvers), ResolverGroup::parse));
        return this;
    }

    /** What the user expects: countries, networks, and blocks, each separated by blanks. */
    Scene expected(String countries, String networks, String blocks) {
        expectations = expectations.exits(
                all(words(countries), Country::parse),
                all(words(networks), Asn::parse),
                all(words(blocks), Prefix::parse));
        return this;
    }

    private static <T> List<T> all(List<String> words, Function<String, Optional<T>> parser) {
        return words.stream().map(each -> parser.apply(each).orElseThrow()).toList();
    }

    private static List<String> words(String text) {
        return Stream.of(text.split(" ")).filter(each -> !each.isEmpty()).toList();
    }

    Evidence evidence() {
        Map<Address, Whereabouts> whereabouts = new HashMap<>();
        HOSTS.forEach((name, host) -> {
            if (!name.startsWith("not-looked-up")) {
                whereabouts.put(address(name), new Whereabouts(host.network(), Country.parse(host.country())));
            }
        });
        return new Evidence(
                new ExitEvidence(exits, proof, trouble, suspectedFor),
                new ResolverEvidence(resolvers, proof, trouble, dnsOutdated),
                udp,
                whereabouts,
                new Way(
                        peer.map(Scene::address),
                        peer.map(name -> HOSTS.get(name).network()).orElse(Network.UNKNOWN),
                        forwarded,
                        exitFrom.map(Scene::address)),
                claim,
                local,
                company);
    }

    HomeLine homeLine() {
        return home;
    }

    Expectations expectations() {
        return expectations;
    }
}
