package vpnsentinel.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vpnsentinel.network.Address;
import vpnsentinel.network.Asn;
import vpnsentinel.network.Network;
import vpnsentinel.network.Prefix;

/** What belongs to a line: its addresses, the block that was delegated to it, and what the settings name. */
class HomeLineTest {
    private static final Instant THEN = Instant.parse("2026-11-22T08:00:00Z");
    private static final Network ACCESS = new Network(Optional.of(new Asn(64500)), "Home", Network.Kind.ACCESS);

    private static final HomeLine LINE = new HomeLine(
            Set.of(address("203.0.113.7"), address("2001:db8:7:1::")),
            Set.of(address("203.0.113.8"), address("2001:db8:8:1::")),
            56,
            Prefix.parseList("198.51.100.0/28, 2001:db8:9::/48"),
            Set.of(new Asn(64500)),
            ACCESS,
            Set.of(address("192.0.2.53")),
            HomeLine.Knowledge.KNOWN,
            Optional.of(THEN));

    private static Address address(String text) {
        return Address.parse(text).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "203.0.113.7,         true,  false, true",
        "::ffff:203.0.113.7,  true,  false, true",
        "203.0.113.8,         true,  true,  false",
        "203.0.113.9,         false, false, false",
        "2001:db8:7:1::9,     true,  false, true",
        "2001:db8:7:ff::9,    true,  false, true",
        "2001:db8:7:100::9,   false, false, false",
        "2001:db8:8:2::9,     true,  true,  false",
        "198.51.100.15,       true,  false, false",
        "198.51.100.16,       false, false, false",
        "2001:db8:9:ffff::1,  true,  false, false",
        "2001:db8:a::1,       false, false, false",
        "2002:cb00:7107:1::9, true,  false, true",
        "2002:cb00:7108::1,   true,  true,  false",
        "2002:cb00:7109::1,   false, false, false",
        "2002:c633:640f::1,   true,  false, false",
        "2002:c633:6410::1,   false, false, false",
        "2001:0:4136:e378:8000:63bf:34ff:8ef8, true, false, true",
        "2001:0:4136:e378:8000:1111:34ff:8ef7, true, true, false",
        "2001:0:4136:e378:8000:63bf:34ff:8ef6, false, false, false",
    })
    void anAddressIsTheLinesOwnNowOrFormerlyOrNot(String text, boolean held, boolean former, boolean current) {
        assertThat(LINE.holds(address(text))).isEqualTo(held);
        assertThat(LINE.isFormer(address(text))).isEqualTo(former);
        assertThat(LINE.isCurrent(address(text))).isEqualTo(current);
    }

    @ParameterizedTest
    @CsvSource({
        "203.0.113.0/24,    true",
        "203.0.113.8/32,    true",
        "203.0.113.16/28,   false",
        "2001:db8:7::/40,   true",
        "2001:db8:7:ff::/64, true",
        "2001:db8:7:100::/64, false",
        "2001:db8:8:1::/64, true",
        "198.51.100.0/24,   true",
        "198.51.100.128/25, false",
        "2002:cb00:7107::/48, true",
        "2002:cb00:7107:9::/64, true",
        "2002:cb00:7100::/40, true",
        "2002:cb00:7110::/44, false",
        "2002:c633:6400::/40, true",
        "2001:0:4136:e378:8000:63bf:34ff:8e00/120, true",
        "2001:0:4136:e378::/64, false",
    })
    void aBlockAndTheLineMayHaveAnAddressInCommon(String block, boolean expected) {
        assertThat(LINE.overlaps(Prefix.parse(block).orElseThrow())).isEqualTo(expected);
    }

    /** The line is known by an address that spells its IPv4 address, which nobody has seen yet. */
    @ParameterizedTest
    @CsvSource({
        "2002:cb00:7107:1::,  203.0.113.7,         true",
        "2002:cb00:7107:1::,  2002:cb00:7107:1::5, true",
        "2002:cb00:7107:1::,  2001:0:9:9:0:1:34ff:8ef8, true",
        "2002:cb00:7107:1::,  2002:cb00:7108::1,   false",
        "2002:cb00:7107:1::,  203.0.113.8,         false",
        "2001::34ff:8ef8,     203.0.113.7,         true",
        "2001::34ff:8ef8,     2001:0:9:9:0:1:34ff:8ef8, true",
        "2001::34ff:8ef8,     2001:0:9:9:0:1:34ff:8ef7, false",
        "2001::34ff:8ef8,     2001::1,             false",
    })
    void aLineThatIsKnownByWhatSpellsItIsKnownByAllOfIt(String line, String text, boolean held) {
        HomeLine spelled = new HomeLine(
                Set.of(address(line)),
                Set.of(),
                40,
                List.of(),
                Set.of(),
                Network.UNKNOWN,
                Set.of(),
                HomeLine.Knowledge.KNOWN,
                Optional.empty());
        HomeLine named = new HomeLine(
                Set.of(),
                Set.of(),
                List.of(address(line).line(64)),
                Set.of(),
                Network.UNKNOWN,
                Set.of(),
                HomeLine.Knowledge.KNOWN,
                Optional.empty());

        assertThat(spelled.holds(address(text))).isEqualTo(held);
        assertThat(named.holds(address(text))).isEqualTo(held);
        assertThat(spelled.overlaps(address(text).alone())).isEqualTo(held);
    }

    @Test
    void aFormerAddressThatASettingNamesIsNotCalledFormer() {
        HomeLine both = new HomeLine(
                Set.of(),
                Set.of(address("203.0.113.8")),
                Prefix.parseList("203.0.113.0/24"),
                Set.of(),
                Network.UNKNOWN,
                Set.of(),
                HomeLine.Knowledge.KNOWN,
                Optional.empty());

        assertThat(both.isFormer(address("203.0.113.8"))).isFalse();
        assertThat(both.delegated()).isEqualTo(64);
    }

    @Test
    void twoLinesTogetherHoldWhatEachHoldsAndAreAsSureAsTheSurer() {
        HomeLine other = new HomeLine(
                Set.of(address("192.0.2.7")),
                Set.of(address("192.0.2.8")),
                48,
                Prefix.parseList("192.0.2.128/28, 198.51.100.0/28"),
                Set.of(new Asn(64501)),
                Network.UNKNOWN,
                Set.of(address("192.0.2.54")),
                HomeLine.Knowledge.STALE,
                Optional.empty());

        for (HomeLine both : List.of(LINE.and(other), other.and(LINE))) {
            assertThat(both.current())
                    .containsExactlyInAnyOrder(address("203.0.113.7"), address("2001:db8:7:1::"), address("192.0.2.7"));
            assertThat(both.former()).hasSize(3);
            assertThat(both.prefixes()).hasSize(3).doesNotHaveDuplicates();
            assertThat(both.networks()).containsExactlyInAnyOrder(new Asn(64500), new Asn(64501));
            assertThat(both.resolverEgress()).hasSize(2);
            assertThat(both.delegated()).isEqualTo(48);
            assertThat(both.knowledge()).isEqualTo(HomeLine.Knowledge.KNOWN);
            assertThat(both.network()).isEqualTo(ACCESS);
            assertThat(both.confirmed()).contains(THEN);
        }
    }

    @Test
    void theLineIsToldByItsAddressesAndBlocks() {
        assertThat(LINE.text()).isEqualTo("203.0.113.7, 2001:db8:7::/56, 198.51.100.0/28, 2001:db8:9::/48");
        assertThat(HomeLine.UNKNOWN.text()).isEqualTo("unknown");
    }

    @Test
    void aNetworkIsTheHomeProvidersByItsNumber() {
        assertThat(LINE.isNetwork(ACCESS)).isTrue();
        assertThat(LINE.isNetwork(Network.UNKNOWN)).isFalse();
        assertThat(LINE.isNetwork(new Network(Optional.of(new Asn(64501)), "Home", Network.Kind.ACCESS)))
                .isFalse();
    }
}
