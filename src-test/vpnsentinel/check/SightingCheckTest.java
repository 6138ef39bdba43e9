package vpnsentinel.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vpnsentinel.network.Address;
import vpnsentinel.network.Answer;
import vpnsentinel.network.ExitSighting;
import vpnsentinel.network.Network;
import vpnsentinel.network.Place;
import vpnsentinel.network.ResolverSighting;
import vpnsentinel.settings.Half;

class SightingCheckTest {
    @Test
    void providersThatSeeTheSameAreOneRow() {
        List<CheckRow> rows = SightingCheck.exits(
                Half.SERVER, List.of(exit("one", "203.0.113.7"), exit("two", "203.0.113.7"), exit("three", "-")), true);

        assertThat(rows)
                .extracting(CheckRow::what, CheckRow::outcome, CheckRow::result)
                .containsExactly(
                        tuple(
                                "server: home line",
                                CheckOutcome.OK,
                                "203.0.113.7, as 2 of 3 providers see it: one, two"),
                        tuple("server: providers", CheckOutcome.MISSING, "three: HTTP 429"));
        assertThat(rows.get(0).took()).hasValue(Duration.ofMillis(7));
    }

    @Test
    void providersThatDisagreeAreANote() {
        assertThat(SightingCheck.exits(
                        Half.SERVER, List.of(exit("one", "203.0.113.7"), exit("two", "198.51.100.7")), true))
                .hasSize(2)
                .allSatisfy(row -> assertThat(row.outcome()).isEqualTo(CheckOutcome.NOTE))
                .allSatisfy(row -> assertThat(row.hint()).contains("disagree"));
        assertThat(SightingCheck.exits(
                        Half.SERVER, List.of(exit("one", "203.0.113.7"), exit("two", "2001:db8::7")), true))
                .as("of different families they may be different")
                .extracting(CheckRow::outcome)
                .containsExactly(CheckOutcome.OK, CheckOutcome.OK);
    }

    @ParameterizedTest
    @CsvSource({"true, FAILED", "false, NOTE"})
    void providersThatAllFailAreOneRowAndSayThatNothingIsProven(boolean needed, CheckOutcome outcome) {
        List<CheckRow> rows = SightingCheck.exits(Half.CLIENT, List.of(exit("one", "-"), exit("two", "-")), needed);

        assertThat(rows).hasSize(1);
        assertThat(rows.get(0).outcome()).isEqualTo(outcome);
        assertThat(rows.get(0).result()).isEqualTo("none of 2 providers answered: HTTP 429");
        assertThat(rows.get(0).hint()).contains("nothing can be proven");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            name server 10.2.0.1: no answer in time        | is there internet here
            /etc/resolv.conf cannot be read                | a file that this user can read
            /etc/resolv.conf names no name server          | it needs nameserver lines
            no resolver method: is there a resolver route? | resolver routes are left out
            """)
    void methodsThatAllFailAreOneRowWithTheHintThatFits(String why, String hint) {
        List<Timed<Answer<ResolverSighting>>> nine = Stream.iterate(1, i -> i + 1)
                .limit(9)
                .map(i -> SightingCheckTest.<Answer<ResolverSighting>>timed(new Answer.Missing<>("method-" + i, why)))
                .toList();

        List<CheckRow> rows = SightingCheck.resolvers(Half.CLIENT, nine, true);

        assertThat(rows).hasSize(1);
        assertThat(rows.get(0).outcome()).isEqualTo(CheckOutcome.FAILED);
        assertThat(rows.get(0).result()).endsWith(why);
        assertThat(rows.get(0).hint()).contains(hint);
    }

    @Test
    void oneHintIsEnoughForSeveralReasons() {
        List<CheckRow> rows = SightingCheck.udp(List.of(
                new Answer.Missing<>("one", "time-out"), new Answer.Missing<>("two", "the name cannot be resolved")));

        assertThat(rows)
                .extracting(CheckRow::hint)
                .filteredOn(hint -> !hint.isEmpty())
                .hasSize(1);
    }

    @Test
    void methodsThatSayTheSameAreOneRow() {
        List<CheckRow> rows = SightingCheck.resolvers(
                Half.CLIENT,
                List.of(method("akamai"), method("google"), timed(new Answer.Missing<>("quad9", "NXDOMAIN"))),
                true);

        assertThat(rows)
                .extracting(CheckRow::outcome, CheckRow::result)
                .containsExactly(
                        tuple(CheckOutcome.OK, "name server 10.2.0.1 asks from 203.0.113.53, by akamai, google"),
                        tuple(CheckOutcome.MISSING, "quad9: NXDOMAIN"));
    }

    @Test
    void aProtocolAloneShowsNobody() {
        ResolverSighting quad9 = new ResolverSighting(
                "quad9", "Quad9", "127.0.0.1", List.of(), List.of(), List.of(), Optional.of("dot"));

        assertThat(SightingCheck.resolvers(Half.CLIENT, List.of(timed(new Answer.Seen<>("quad9", quad9))), true))
                .singleElement()
                .extracting(CheckRow::outcome)
                .isEqualTo(CheckOutcome.FAILED);
    }

    @Test
    void manyNamesAreCounted() {
        List<Answer<ExitSighting>> silent = Stream.of("a", "b", "c", "d", "e", "f")
                .<Answer<ExitSighting>>map(name -> new Answer.Missing<>(name, "time-out"))
                .toList();

        assertThat(SightingCheck.udp(silent))
                .singleElement()
                .extracting(CheckRow::result)
                .isEqualTo("a, b, c, and 3 more: time-out");
    }

    private static Timed<Answer<ResolverSighting>> method(String name) {
        return timed(new Answer.Seen<>(
                name,
                new ResolverSighting(name, name, "10.2.0.1", List.of(address("203.0.113.53")), List.of(), List.of())));
    }

    private static Timed<Answer<ExitSighting>> exit(String source, String address) {
        return timed(Stream.of(address)
                .flatMap(a -> Address.parse(a).stream())
                .<Answer<ExitSighting>>map(a ->
                        new Answer.Seen<>(source, new ExitSighting(source, source, a, Network.UNKNOWN, Place.UNKNOWN)))
                .findFirst()
                .orElse(new Answer.Missing<>(source, "HTTP 429")));
    }

    private static Address address(String literal) {
        return Address.parse(literal).orElseThrow();
    }

    private static <T> Timed<T> timed(T value) {
        return new Timed<>(value, Duration.ofMillis(7));
    }
}
