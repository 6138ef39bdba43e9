package vpnsentinel.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import vpnsentinel.network.Address;
import vpnsentinel.network.Answer;
import vpnsentinel.network.Asn;
import vpnsentinel.network.Country;
import vpnsentinel.network.ExitSighting;
import vpnsentinel.network.Network;
import vpnsentinel.network.Place;
import vpnsentinel.network.ResolverSighting;
import vpnsentinel.wire.BeatAnswer;
import vpnsentinel.wire.Keepalive;
import vpnsentinel.wire.KeepaliveAnswer;
import vpnsentinel.wire.KeepaliveFormat;

/** A client's state, in a namespace and at a time that a test changes; nobody is asked. */
final class TestClient {
    static final Duration INTERVAL = Duration.ofMinutes(5);
    static final Optional<Asn> OTHER_NETWORK = Optional.of(new Asn(64510));
    static final KeepaliveAnswer GREEN = new KeepaliveAnswer(Optional.of("green"), false);
    static final KeepaliveAnswer RED = new KeepaliveAnswer(Optional.of("red"), false, List.of("exit-on-home-line"));
    static final KeepaliveAnswer AGAIN = new KeepaliveAnswer(Optional.of("yellow"), true);

    private Instant now = Instant.parse("2026-11-22T08:00:00Z");
    final Namespace namespace = new Namespace();
    final NetworkWatch watch = new NetworkWatch(namespace::look, namespace::sockets, List.of());
    final ClientState state = new ClientState(
            new KeepaliveMaker(new ClientIdentity("office", "cafe"), "2.0.0"),
            new ClientState.Pace(INTERVAL, Duration.ofSeconds(5), true),
            watch,
            () -> now,
            () -> 0);
    final Rounds rounds = state.rounds();
    final Deliveries deliveries = state.deliveries();
    final EarlyReports earlyReports = state.earlyReports();
    final Beats beats = state.beats();
    final LastSeen lastSeen = state.lastSeen();

    Instant now() {
        return now;
    }

    void passes(Duration time) {
        now = now.plus(time);
    }

    void passSeconds(long seconds) {
        passes(Duration.ofSeconds(seconds));
    }

    /** Looks at the ways of its namespace. */
    void looks() {
        watch.seePath(now);
    }

    ClientHealth health() {
        return state.health(List.of());
    }

    ClientHealth health(String routeFault) {
        return state.health(List.of(routeFault));
    }

    /** Ends the round that runs and begins the next one, at its time. */
    Round begin() {
        rounds.end();
        return rounds.begin().or(this::later).orElseThrow();
    }

    private Optional<Round> later() {
        passes(INTERVAL);
        return rounds.begin();
    }

    /** A round with these exits and a resolver in Switzerland. */
    Round round(List<Answer<ExitSighting>> exits) {
        Round round = begin();
        round.sawExits(exits);
        ResolverSighting resolver = new ResolverSighting(
                "google",
                "Google",
                "10.2.0.1",
                List.of(Address.parse("203.0.113.53").orElseThrow()),
                List.of(),
                List.of());
        Place place = new Place(Optional.of(new Country("CH")), "", "", "");
        Network network = new Network(Optional.empty(), "Example Resolvers", Network.Kind.UNKNOWN);
        round.sawResolvers(List.of(new Answer.Seen<>("google", resolver)), new Round.ResolverPlace(place, network));
        return round;
    }

    /** The keepalive of the round as the server reads it. */
    Keepalive sent(Round round) {
        return KeepaliveFormat.read(deliveries.keepalive(round));
    }

    /** A first round whose exit the server finds nothing against, so that its tunnel is known. */
    Round isProtected() {
        looks();
        earlyReports.notice();
        Round round = round(List.of(seen("a", "203.0.113.10", "", Optional.empty())));
        sent(round);
        deliveries.delivered(round, GREEN);
        assertThat(tunnels()).containsExactly("wg0");
        return round;
    }

    List<String> tunnels() {
        looks();
        return watch.signs().path().orElseThrow().tunnels();
    }

    static Answer<ExitSighting> seen(String source, String address, String city, Optional<Asn> asn) {
        Network network = asn.isEmpty() ? Network.UNKNOWN : new Network(asn, "Example Hosting", Network.Kind.HOSTING);
        return new Answer.Seen<>(
                source,
                new ExitSighting(
                        source,
                        source,
                        Address.parse(address).orElseThrow(),
                        network,
                        new Place(Optional.empty(), city, "", "")));
    }

    static BeatAnswer seenFrom(String address) {
        return new BeatAnswer(Address.parse(address), false, Optional.empty());
    }
}
