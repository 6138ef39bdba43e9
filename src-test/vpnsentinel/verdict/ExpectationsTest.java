package vpnsentinel.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vpnsentinel.network.Address;
import vpnsentinel.network.Asn;
import vpnsentinel.network.Country;
import vpnsentinel.network.Network;
import vpnsentinel.network.ResolverGroup;

/** Which resolvers a user's words allow. */
class ExpectationsTest {
    private static boolean allows(String words, String address, long asn) {
        Network network = asn == 0 ? Network.UNKNOWN : network(asn);
        return Expectations.of(Stream.of(words.split(","))
                        .map(word -> ResolverGroup.parse(word).orElseThrow())
                        .toList())
                .allowResolver(Address.parse(address).orElseThrow(), network);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            AS64502              | 192.0.2.9    | 64502  | true
            AS64502              | 192.0.2.9    | 64503  | false
            AS64502              | 192.0.2.9    | 0      | false
            192.0.2.0/24         | 192.0.2.9    | 64502  | true
            192.0.2.0/24         | 192.0.2.9    | 0      | true
            192.0.2.0/24         | 198.51.100.9 | 64502  | false
            192.0.2.9            | 192.0.2.9    | 64502  | true
            Quad9                | 192.0.2.9    | 19281  | true
            quad9                | 192.0.2.9    | 13335  | false
            mullvad              | 192.0.2.9    | 39351  | true
            mullvad              | 192.0.2.9    | 57138  | true
            Mullvad              | 192.0.2.9    | 216025 | true
            mullvad              | 192.0.2.9    | 209103 | false
            nordvpn              | 192.0.2.9    | 136787 | true
            nordvpn              | 192.0.2.9    | 141039 | true
            nordvpn              | 192.0.2.9    | 147049 | true
            nordvpn              | 192.0.2.9    | 207137 | true
            nordvpn              | 192.0.2.9    | 9009   | false
            proton               | 192.0.2.9    | 62371  | true
            proton               | 192.0.2.9    | 199218 | true
            proton               | 192.0.2.9    | 208172 | true
            proton               | 192.0.2.9    | 209103 | true
            surfshark            | 192.0.2.9    | 209854 | true
            quad9,192.0.2.0/24   | 192.0.2.9    | 64502  | true
            quad9,192.0.2.0/24   | 198.51.100.9 | 19281  | true
            """)
    void anEgressIsAllowedByItsNetworkOrItsBlock(String words, String address, long asn, boolean allowed) {
        assertThat(allows(words, address, asn)).isEqualTo(allowed);
    }

    private static Network network(long asn) {
        return new Network(Optional.of(new Asn(asn)), "", Network.Kind.UNKNOWN);
    }

    @Test
    void whereaboutsAreToldAsFarAsTheyAreKnown() {
        Network network = new Network(Optional.of(new Asn(64500)), "Example", Network.Kind.UNKNOWN);

        assertThat(new Whereabouts(network, Country.parse("CH"))).hasToString("AS64500 Example in Switzerland");
        assertThat(new Whereabouts(Network.UNKNOWN, Country.parse("CH"))).hasToString("in Switzerland");
        assertThat(new Whereabouts(network, Optional.empty())).hasToString("AS64500 Example");
        assertThat(Whereabouts.UNKNOWN).hasToString("an unknown network");
    }
}
