package vpnsentinel.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import vpnsentinel.fleet.ClientView;
import vpnsentinel.fleet.Colour;
import vpnsentinel.fleet.ColouredFinding;
import vpnsentinel.fleet.Status;
import vpnsentinel.fleet.Transition;
import vpnsentinel.network.Address;
import vpnsentinel.network.Asn;
import vpnsentinel.network.Country;
import vpnsentinel.network.Fact;
import vpnsentinel.network.Network;
import vpnsentinel.network.Place;
import vpnsentinel.verdict.Finding;

/** Clients and transitions for tests of messages: a VPN exit in Zürich unless said otherwise. */
public record Sights(
        String id,
        Status status,
        boolean stopped,
        String exit,
        long asn,
        String country,
        String city,
        List<ColouredFinding> findings) {
    /** When everything in these tests happens. */
    public static final Instant NOW = Instant.parse("2026-11-22T08:30:15Z");

    /** A client with a status. */
    public static Sights of(String id, Status status) {
        return new Sights(id, status, false, "203.0.113.10", 64500, "CH", "Zürich", List.of());
    }

    /** The same with findings of one colour. */
    public Sights found(Colour colour, Fact... facts) {
        List<ColouredFinding> found = Arrays.stream(facts)
                .map(fact -> new ColouredFinding(
                        new Finding(fact, "evidence of " + fact.id(), "set VPN_SENTINEL_DNS_ALLOWED"), colour))
                .toList();
        return found(found);
    }

    /** The same with these findings. */
    public Sights found(List<ColouredFinding> found) {
        return new Sights(id, status, stopped, exit, asn, country, city, found);
    }

    /** The same at another exit. */
    public Sights at(String otherExit, long otherAsn, String otherCountry) {
        return new Sights(id, status, stopped, otherExit, otherAsn, otherCountry, city, findings);
    }

    /** The same in another city. */
    public Sights in(String otherCity) {
        return new Sights(id, status, stopped, exit, asn, country, otherCity, findings);
    }

    /** The same after its orderly stop. */
    public Sights stoppedInOrder() {
        return new Sights(id, status, true, exit, asn, country, city, findings);
    }

    /** The change to silence of this client, which lives in the network of a container. */
    public Transition silentInContainer(Status from) {
        ClientView it = view();
        ClientView inContainer = new ClientView(
                it.id(),
                it.version(),
                it.status(),
                it.lastColour(),
                it.stopped(),
                it.since(),
                it.lastSeen(),
                it.exit(),
                it.resolver(),
                it.findings(),
                it.notes(),
                true);
        Transition alone = after(from);
        return new Transition(
                alone.kind(), alone.from(), alone.to(), alone.at(), alone.lasted(), alone.before(), inContainer);
    }

    /** What is known of the client. */
    public ClientView view() {
        Colour colour = status == Status.SILENT ? Colour.GREEN : Colour.valueOf(status.name());
        return new ClientView(
                id,
                "2.0.0",
                status,
                colour,
                stopped,
                NOW.minus(Duration.ofMinutes(12)),
                NOW.minusSeconds(42),
                new ClientView.Exit(
                        Address.parse(exit),
                        new Network(Optional.of(new Asn(asn)), "Example Hosting", Network.Kind.HOSTING),
                        new Place(Country.parse(country), city, "Zurich", "Europe/Zurich")),
                new ClientView.Resolver(Country.parse("CH"), "ZRH", List.of()),
                findings,
                List.of(),
                false);
    }

    /** The transition from a status to this client. */
    public Transition after(Transition.Kind kind, Status from, Duration lasted) {
        ClientView before = Sights.of(id, from).view();
        return new Transition(kind, Optional.of(from), status, NOW, lasted, Optional.of(before), view());
    }

    /** The change of status that ends at this client. */
    public Transition after(Status from) {
        return after(Transition.Kind.STATUS, from, Duration.ofMinutes(192));
    }

    /** The first sight of this client. */
    public Transition first() {
        return new Transition(
                Transition.Kind.FIRST_SIGHT, Optional.empty(), status, NOW, Duration.ZERO, Optional.empty(), view());
    }
}
