package vpnsentinel.dashboard;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import vpnsentinel.fleet.ClientView;
import vpnsentinel.fleet.Colour;
import vpnsentinel.fleet.ColouredFinding;
import vpnsentinel.fleet.Status;
import vpnsentinel.network.Address;
import vpnsentinel.network.Asn;
import vpnsentinel.network.Country;
import vpnsentinel.network.Fact;
import vpnsentinel.network.Network;
import vpnsentinel.network.Place;
import vpnsentinel.verdict.Finding;

/** Clients and a server to show, in documentation addresses. */
public final class Samples {
    /** The moment at which the samples are looked at. */
    public static final Instant NOW = Instant.parse("2026-11-22T08:30:15.695484Z");
    /** One hour ahead of UTC at that moment. */
    public static final ZoneId ZURICH = ZoneId.of("Europe/Zurich");

    private Samples() {}

    /** A client with everything known and nothing to complain about. */
    public static ClientView green(String id) {
        return client(id, Status.GREEN, Colour.GREEN, List.of());
    }

    /** A client with one finding of the colour. */
    public static ClientView with(String id, Colour colour, Fact... facts) {
        List<ColouredFinding> findings = List.of(facts).stream()
                .map(fact -> finding(colour, fact, "Evidence of " + fact.id() + "."))
                .toList();
        return client(id, Status.valueOf(colour.name()), colour, findings);
    }

    /** A client that is not heard from, last seen in the colour. */
    public static ClientView silent(String id, Colour last) {
        return client(id, Status.SILENT, last, List.of());
    }

    /** The client after its orderly stop. */
    public static ClientView stopped(ClientView c) {
        return changed(c, true, c.resolver());
    }

    /** The client with resolvers that tell by which protocol they are asked. */
    public static ClientView by(ClientView c, String... transports) {
        ClientView.Resolver before = c.resolver();
        return changed(c, c.stopped(), new ClientView.Resolver(before.country(), before.colo(), List.of(transports)));
    }

    private static ClientView changed(ClientView c, boolean stopped, ClientView.Resolver resolver) {
        return new ClientView(
                c.id(),
                c.version(),
                c.status(),
                c.lastColour(),
                stopped,
                c.since(),
                c.lastSeen(),
                c.exit(),
                resolver,
                c.findings(),
                c.notes(),
                c.inContainer());
    }

    /** A client in Zurich. */
    public static ClientView client(String id, Status status, Colour last, List<ColouredFinding> findings) {
        return at(id, status, last, findings, "198.51.100.10", "AS64500 Example Hosting", "CH", "Zürich", "Zürich");
    }

    /** A client anywhere. */
    public static ClientView at(
            String id,
            Status status,
            Colour last,
            List<ColouredFinding> findings,
            String address,
            String network,
            String country,
            String city,
            String region) {
        return new ClientView(
                id,
                "2.0.0",
                status,
                last,
                false,
                NOW.minusSeconds(status == Status.SILENT ? 690 : 4_000),
                NOW.minusSeconds(status == Status.SILENT ? 960 : 12),
                new ClientView.Exit(
                        Address.parse(address),
                        new Network(Asn.parse(network), network.replaceFirst("^AS\\d+ ", ""), Network.Kind.HOSTING),
                        new Place(Country.parse(country), city, region, "Europe/Zurich")),
                new ClientView.Resolver(Country.parse(country), "ZRH", List.of()),
                findings,
                List.of(),
                false);
    }

    /** A client of which nothing is known but its id. */
    public static ClientView nothingKnown(String id) {
        return new ClientView(
                id,
                "",
                Status.YELLOW,
                Colour.YELLOW,
                false,
                NOW,
                NOW,
                ClientView.Exit.UNKNOWN,
                ClientView.Resolver.UNKNOWN,
                List.of(
                        finding(Colour.YELLOW, Fact.EXIT_NEVER_VERIFIED, "No source showed an address."),
                        finding(Colour.YELLOW, Fact.DNS_NEVER_VERIFIED, "No method showed a resolver.")),
                List.of(),
                false);
    }

    /** A finding with evidence and hint. */
    public static ColouredFinding finding(Colour colour, Fact fact, String evidence) {
        return new ColouredFinding(new Finding(fact, evidence, "Change the setting for " + fact.id() + "."), colour);
    }

    /** Eight clients in all states, as in a real house on a bad day. */
    public static List<ClientView> fleet() {
        return List.of(
                at(
                        "office-nas",
                        Status.RED,
                        Colour.RED,
                        List.of(
                                new ColouredFinding(
                                        new Finding(
                                                Fact.EXIT_ON_HOME_LINE,
                                                "ipinfo.io and ip-api.com both see 203.0.113.7, which is the home line.",
                                                "Start the VPN and let the container use its network only (network_mode:"
                                                        + " service:vpn)."),
                                        Colour.RED),
                                new ColouredFinding(
                                        new Finding(
                                                Fact.DNS_LEAK,
                                                "The resolver asks from 203.0.113.53, in the home provider's network AS64496.",
                                                "Let the VPN set the resolver, or allow it in VPN_SENTINEL_DNS_ALLOWED."),
                                        Colour.YELLOW)),
                        "203.0.113.7",
                        "AS64496 Example Telecom",
                        "DE",
                        "Berlin",
                        "Berlin"),
                silent("media-server", Colour.GREEN),
                at(
                        "torrent-box",
                        Status.YELLOW,
                        Colour.YELLOW,
                        List.of(new ColouredFinding(
                                new Finding(
                                        Fact.DNS_LEAK,
                                        "The resolver asks from 203.0.113.53, in the home provider's network AS64496.",
                                        "Let the VPN set the resolver, or allow it in VPN_SENTINEL_DNS_ALLOWED."),
                                Colour.YELLOW)),
                        "198.51.100.23",
                        "AS64501 Example Transit",
                        "NL",
                        "Amsterdam",
                        "North Holland"),
                nothingKnown("vpn-monitor-482910377261"),
                at(
                        "living-room",
                        Status.GREEN,
                        Colour.GREEN,
                        List.of(),
                        "2001:db8:40:1::9f",
                        "AS64502 Telefónica Example",
                        "BR",
                        "São Paulo",
                        "São Paulo"),
                green("phone-gateway"),
                at(
                        "backup",
                        Status.GREEN,
                        Colour.GREEN,
                        List.of(finding(Colour.GREEN, Fact.DNS_CLAIMED, "An older client says so, without evidence.")),
                        "192.0.2.77",
                        "AS64503 Example Datacenter",
                        "SE",
                        "Malmö",
                        "Skåne"),
                stopped(green("workshop")));
    }

    /** A server on which all is well. */
    public static ServerFacts server() {
        return new ServerFacts(
                "2.0.0",
                NOW.minusSeconds(11_540),
                List.of(new ServerFacts.HomeLineFact(
                        "203.0.113.7 · AS64496 Example Telecom", true, Optional.of(NOW.minusSeconds(130)))),
                new ServerFacts.Telegram(ServerFacts.Telegram.State.WORKING, "last message 3 min ago"),
                List.of(),
                List.of(),
                new ServerFacts.Door(false, 5000, "/api/v1"));
    }

    /** A server with every kind of trouble. */
    public static ServerFacts troubledServer() {
        return new ServerFacts(
                "2.0.0",
                NOW.minusSeconds(40),
                List.of(),
                new ServerFacts.Telegram(ServerFacts.Telegram.State.FAILING, "HTTP 401: the token is not valid"),
                List.of("edit refused: colour-finding.camel.yaml:14: unknown option perriod=1000"),
                List.of("Two clients sit on the learnt line: is this server itself behind the VPN?"),
                new ServerFacts.Door(true, 5443, "/api/v2"));
    }

    /** A few lines of a log, the latest first. */
    public static List<LogLine> log() {
        return List.of(
                line(3, LogLine.Level.WARN, "Outbox", "message not sent, tried again in 8 s reason=\"HTTP 502\""),
                line(9, LogLine.Level.INFO, "Fleet", "status changed client=office-nas from=green to=red"),
                line(
                        40,
                        LogLine.Level.ERROR,
                        "SafeReload",
                        "edit refused, the old routes keep running"
                                + " fault=\"colour-finding.camel.yaml:14: unknown option perriod=1000\""),
                line(
                        3600,
                        LogLine.Level.INFO,
                        "HomeLineLearner",
                        "home line learnt address=203.0.113.7 network=AS64496"),
                line(90_000, LogLine.Level.INFO, "Sentinel", "server started version=2.0.0"));
    }

    private static LogLine line(long ago, LogLine.Level level, String logger, String text) {
        return new LogLine(NOW.minusSeconds(ago), level, logger, text);
    }
}
