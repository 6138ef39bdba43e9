package vpnsentinel.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each sighting is written as its source, its operator, the last number of its address, and of its network, 0 for none. */
class CorroborationTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "                                       | 0 |",
                "a/A/1/0                                | 1 | a",
                "a/A/1/0 b/B/1/0                        | 2 | a b",
                "a/A/1/0 b/A/1/0                        | 1 | a b",
                "a/A/1/7 b/B/2/7                        | 2 | a b",
                "a/A/1/0 b/B/2/0                        | 2 | a",
                "a/A/1/0 b/B/2/0 c/C/2/0                | 3 | b c",
                "a/A/1/0 b/A/1/0 c/B/2/0 d/C/2/0        | 3 | c d",
                "a/A/1/0 b/A/1/0 c/B/2/0                | 2 | a b",
                "a/A/1/7 b/B/1/8 c/C/2/8                | 3 | a b c",
            })
    void whoAgreesIsCountedByOperator(String sightings, int operators, String largest) {
        List<ExitSighting> seen = sightings(sightings);

        assertThat(Corroboration.operators(seen)).isEqualTo(operators);
        assertThat(Corroboration.isBySeveral(seen)).isEqualTo(operators > 1);
        assertThat(names(Corroboration.largestGroup(seen))).isEqualTo(largest == null ? "" : largest);
    }

    @ParameterizedTest
    @CsvSource({"a, a b d e", "b, a b d", "c, c", "d, a b d e", "e, a d e"})
    void whoeverSawTheAddressOrTheNetworkAgrees(String name, String agreeing) {
        List<ExitSighting> seen = sightings("a/A/1/7 b/B/2/7 c/C/3/0 d/D/1/7 e/E/1/8");
        ExitSighting one = seen.stream()
                .filter(each -> each.source().equals(name))
                .findFirst()
                .orElseThrow();

        assertThat(names(Corroboration.agreeing(one, seen))).isEqualTo(agreeing);
    }

    private static String names(List<ExitSighting> sightings) {
        return sightings.stream().map(ExitSighting::source).collect(Collectors.joining(" "));
    }

    private static List<ExitSighting> sightings(@Nullable String text) {
        return Stream.ofNullable(text)
                .flatMap(all -> Stream.of(all.split(" ")))
                .map(each -> sighting(each.split("/")))
                .toList();
    }

    private static ExitSighting sighting(String[] parts) {
        Optional<Asn> asn =
                parts[3].equals("0") ? Optional.empty() : Optional.of(new Asn(64500 + Long.parseLong(parts[3])));
        return new ExitSighting(
                parts[0],
                parts[1],
                Address.parse("203.0.113." + parts[2]).orElseThrow(),
                new Network(asn, "", Network.Kind.UNKNOWN),
                Place.UNKNOWN);
    }
}
