package vpnsentinel.check;

import static org.assertj.core.api.Assertions.assertThat;

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
    @ParameterizedTest
    @CsvSource({
        "203.0.113.7, 203.0.113.7, true, OK",
        "203.0.113.7, -, true, OK",
        "203.0.113.7, 198.51.100.7, true, NOTE",
        "-, -, true, FAILED",
        "-, -, false, NOTE",
    })
    void oneProviderIsEnough(String one, String other, boolean needed, CheckOutcome together) {
        List<CheckRow> rows = SightingCheck.exits(Half.SERVER, List.of(exit("one", one), exit("other", other)), needed);

        assertThat(rows).hasSize(3);
        assertThat(rows.get(2).what()).isEqualTo("server: home line");
        assertThat(rows.get(2).outcome()).isEqualTo(together);
        assertThat(rows.get(1).took()).hasValue(Duration.ofMillis(7));
    }

    @Test
    void aSilentProviderAloneIsMissingNotFailed() {
        CheckRow row = SightingCheck.exits(Half.CLIENT, List.of(exit("one", "-")), false)
                .get(0);

        assertThat(row.outcome()).isEqualTo(CheckOutcome.MISSING);
        assertThat(row.result()).isEqualTo("HTTP 429");
    }

    @Test
    void aClientNeedsAnAnswerByItsResolver() {
        Timed<Answer<ResolverSighting>> silent = timed(new Answer.Missing<>("google", "time-out after 5 s"));
        Timed<Answer<ResolverSighting>> seen = timed(new Answer.Seen<>(
                "akamai",
                new ResolverSighting(
                        "akamai", "Akamai", "10.2.0.1", List.of(address("203.0.113.53")), List.of(), List.of())));

        assertThat(SightingCheck.resolvers(Half.CLIENT, List.of(silent), true))
                .last()
                .extracting(CheckRow::outcome)
                .isEqualTo(CheckOutcome.FAILED);
        assertThat(SightingCheck.resolvers(Half.CLIENT, List.of(silent, seen), true))
                .extracting(CheckRow::outcome)
                .containsExactly(CheckOutcome.MISSING, CheckOutcome.OK, CheckOutcome.OK);
        assertThat(SightingCheck.resolvers(Half.CLIENT, List.of(seen), true)
                        .get(0)
                        .result())
                .isEqualTo("name server 10.2.0.1 asks from 203.0.113.53");
    }

    @Test
    void theProtocolByWhichAResolverIsAskedIsShown() {
        ResolverSighting quad9 = new ResolverSighting(
                "quad9", "Quad9", "127.0.0.1", List.of(), List.of(), List.of(), Optional.of("dot"));

        List<CheckRow> rows =
                SightingCheck.resolvers(Half.CLIENT, List.of(timed(new Answer.Seen<>("quad9", quad9))), true);

        assertThat(rows.get(0).result()).isEqualTo("name server 127.0.0.1 leads to the resolver by dot");
        assertThat(rows)
                .extracting(CheckRow::outcome)
                .as("nobody is shown")
                .containsExactly(CheckOutcome.OK, CheckOutcome.FAILED);
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
