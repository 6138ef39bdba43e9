package vpnsentinel.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResolverGroupTest {
    private static final Prefix BLOCK = Prefix.parse("192.0.2.0/24").orElseThrow();

    @Test
    void aWordNamesANetworkABlockOrAnOperator() {
        assertThat(ResolverGroup.parse("as64500")).hasValue(new ResolverGroup(Set.of(new Asn(64500)), List.of()));
        assertThat(ResolverGroup.parse("192.0.2.0/24")).hasValue(new ResolverGroup(Set.of(), List.of(BLOCK)));
        assertThat(ResolverGroup.parse("Quad9")).hasValue(new ResolverGroup(Set.of(new Asn(19281)), List.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"64500", "AS64500 Example", "AS0", "dns.test", "expressvpn", ""})
    void whatCouldBeAnythingNamesNone(String word) {
        assertThat(ResolverGroup.parse(word)).isEmpty();
    }

    @Test
    void everyOperatorIsFoundByItsName() {
        assertThat(ResolverOperator.words())
                .containsExactly(
                        "google",
                        "cloudflare",
                        "quad9",
                        "opendns",
                        "nextdns",
                        "adguard",
                        "mullvad",
                        "nordvpn",
                        "proton",
                        "surfshark")
                .allSatisfy(word -> assertThat(ResolverOperator.of(word)).isPresent());
    }

    @Test
    void aVpnsNetworkIsNoPublicResolver() {
        assertThat(ResolverOperator.isPublic(network(19281))).isTrue();
        assertThat(ResolverOperator.isPublic(network(39351))).isFalse();
        assertThat(ResolverOperator.isPublic(Network.UNKNOWN)).isFalse();
    }

    @Test
    void anOperatorIsKnownByTheAddressAtWhichItIsAsked() {
        assertThat(Stream.of("8.8.4.4", "1.0.0.1", "149.112.112.112", "208.67.222.222")
                        .map(ResolverGroupTest::wordAt))
                .containsExactly("google", "cloudflare", "quad9", "opendns");
        assertThat(Stream.of("2001:4860:4860::8888", "2606:4700:4700::1111", "2620:fe::9", "2620:119:35::35")
                        .map(ResolverGroupTest::wordAt))
                .containsExactly("google", "cloudflare", "quad9", "opendns");
        assertThat(Stream.of("2a07:a8c1::53", "2a10:50c0::53").map(ResolverGroupTest::wordAt))
                .containsExactly("nextdns", "adguard");
        assertThat(wordAt("203.0.113.7")).isEmpty();
    }

    private static String wordAt(String address) {
        return ResolverOperator.at(Address.parse(address).orElseThrow())
                .map(ResolverOperator::word)
                .orElse("");
    }

    private static Network network(long asn) {
        return new Network(Optional.of(new Asn(asn)), "", Network.Kind.UNKNOWN);
    }
}
