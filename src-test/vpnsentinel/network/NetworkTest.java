package vpnsentinel.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import vpnsentinel.network.Network.Kind;

class NetworkTest {
    private static final Network HOSTING = network(64500, "Example Hosting", Kind.HOSTING);
    private static final Network BARE = network(64500, "Example", Kind.UNKNOWN);
    private static final Network OTHER = network(64501, "Example Telecom", Kind.ACCESS);
    private static final Network NAMED = new Network(Optional.empty(), "Example", Kind.UNKNOWN);

    @Test
    void networksAreTheSameByNumberNeverByName() {
        assertThat(HOSTING.sameAs(BARE)).isTrue();
        assertThat(HOSTING.sameAs(OTHER)).isFalse();
        assertThat(NAMED.sameAs(NAMED)).as("without a number nothing is proven").isFalse();
        assertThat(Network.UNKNOWN.sameAs(Network.UNKNOWN)).isFalse();
    }

    @Test
    void aNumberBeatsANameAndANameBeatsNothing() {
        assertThat(Network.UNKNOWN.or(HOSTING)).isEqualTo(HOSTING);
        assertThat(NAMED.or(HOSTING)).isEqualTo(HOSTING);
        assertThat(NAMED.or(Network.UNKNOWN)).isEqualTo(NAMED);
        assertThat(HOSTING.or(OTHER)).isEqualTo(HOSTING);
    }

    @Test
    void aKindIsBelievedForTheSameNumberOnly() {
        assertThat(BARE.or(HOSTING)).isEqualTo(network(64500, "Example", Kind.HOSTING));
        assertThat(BARE.or(OTHER)).isEqualTo(BARE);
    }

    @Test
    void aKindThatCameWithoutNumberIsOfTheSameAddress() {
        Network kindOnly = new Network(Optional.empty(), "", Kind.HOSTING);

        assertThat(kindOnly.or(BARE)).isEqualTo(network(64500, "Example", Kind.HOSTING));
        assertThat(BARE.or(kindOnly)).isEqualTo(network(64500, "Example", Kind.HOSTING));
        assertThat(kindOnly.or(OTHER).kind()).isEqualTo(Kind.HOSTING);
    }

    @Test
    void peopleReadNumberAndNameOnce() {
        assertThat(HOSTING).hasToString("AS64500 Example Hosting");
        assertThat(network(64500, "AS64500 Example", Kind.UNKNOWN)).hasToString("AS64500 Example");
        assertThat(network(64500, "", Kind.UNKNOWN)).hasToString("AS64500");
        assertThat(NAMED).hasToString("Example");
        assertThat(Network.UNKNOWN).hasToString("");
    }

    @Test
    void aPlaceWithoutCountryYieldsToOneThatHasIt() {
        Place zurich = new Place(Country.parse("CH"), "Zürich", "Zürich", "Europe/Zurich");

        assertThat(Place.UNKNOWN.or(zurich)).isEqualTo(zurich);
        assertThat(zurich.or(Place.UNKNOWN)).isEqualTo(zurich);
    }

    @Test
    void aCountryIsCompletedByACityOfThatCountryOnly() {
        Place zurich = new Place(Country.parse("CH"), "Zürich", "Zürich", "Europe/Zurich");
        Place switzerland = new Place(Country.parse("CH"), "", "", "");
        Place sweden = new Place(Country.parse("SE"), "", "", "");

        assertThat(switzerland.or(zurich)).isEqualTo(zurich);
        assertThat(sweden.or(zurich)).isEqualTo(sweden);
    }

    private static Network network(long number, String name, Kind kind) {
        return new Network(Optional.of(new Asn(number)), name, kind);
    }
}
