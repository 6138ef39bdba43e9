package vpnsentinel.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrefixTest {
    @ParameterizedTest
    @CsvSource({
        "203.0.113.0/24, 203.0.113.0/24",
        "203.0.113.77/24, 203.0.113.0/24",
        "203.0.113.77/31, 203.0.113.76/31",
        "203.0.113.7, 203.0.113.7/32",
        "0.0.0.0/0, 0.0.0.0/0",
        "2001:db8:ffff::1/32, 2001:db8::/32",
        "2001:db8:0:3::/63, 2001:db8:0:2::/63",
        "2001:db8::1, 2001:db8::1/128",
        "::/0, ::/0",
    })
    void bitsBehindTheLengthDoNotCount(String text, String spelling) {
        assertThat(Prefix.parse(text)).map(Prefix::toString).hasValue(spelling);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "203.0.113.0/33",
                "2001:db8::/129",
                "203.0.113.0/",
                "203.0.113.0/-1",
                "203.0.113.0/x",
                "203.0.113.0/24/8",
                "203.0.113.0/9999999999",
                "example.test/24",
                "/24",
            })
    void whatIsNoBlockIsEmpty(String text) {
        assertThat(Prefix.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "203.0.113.0/24, 203.0.113.255, true",
        "198.18.5.0/24, 198.18.4.255, false",
        "203.0.113.0/25, 203.0.113.128, false",
        "203.0.113.7/32, 203.0.113.7, true",
        "203.0.113.7/32, ::ffff:203.0.113.7, true",
        "0.0.0.0/0, 203.0.113.7, true",
        "0.0.0.0/0, 2001:db8::1, false",
        "::/0, 203.0.113.7, false",
        "2001:db8::/64, 2001:db8::ffff, true",
        "2001:db8::/64, 2001:db8:0:1::, false",
    })
    void aBlockHoldsItsOwnAddressesOnly(String block, String address, boolean holds) {
        assertThat(prefix(block).contains(Address.parse(address).orElseThrow())).isEqualTo(holds);
    }

    @ParameterizedTest
    @CsvSource({
        "203.0.113.0/24, 203.0.113.64/26, true",
        "198.18.5.0/24, 198.18.4.0/23, true",
        "203.0.113.0/25, 203.0.113.128/25, false",
        "203.0.113.0/24, 2001:db8::/32, false",
        "0.0.0.0/0, ::/0, false",
    })
    void blocksOverlapWhenOneHoldsTheOther(String one, String other, boolean overlap) {
        assertThat(prefix(one).overlaps(prefix(other))).isEqualTo(overlap);
        assertThat(prefix(other).overlaps(prefix(one))).isEqualTo(overlap);
    }

    @Test
    void aListIsSeparatedByCommasOrBlanks() {
        assertThat(Prefix.parseList(" 203.0.113.7, 198.51.100.0/24\t2001:db8::/32,"))
                .map(Prefix::toString)
                .containsExactly("203.0.113.7/32", "198.51.100.0/24", "2001:db8::/32");
        assertThat(Prefix.parseList(" ")).isEmpty();
    }

    @Test
    void aListNamesItsFirstWrongPart() {
        assertThatThrownBy(() -> Prefix.parseList("203.0.113.7,office,home"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'office'");
    }

    @Test
    void aLengthBeyondTheFamilyIsRefused() {
        Address four = Address.parse("203.0.113.7").orElseThrow();

        assertThatThrownBy(() -> new Prefix(four, 33)).hasMessageContaining("expected 0 to 32");
        assertThatThrownBy(() -> new Prefix(four, -1)).hasMessageContaining("-1");
    }

    @ParameterizedTest
    @CsvSource({
        "2002:cb00:7107::/48,      203.0.113.7/32",
        "2002:cb00:7107:1::/64,    203.0.113.7/32",
        "2002:cb00:7100::/40,      203.0.113.0/24",
        "2002::/16,                0.0.0.0/0",
        "2000::/15,                ",
        "2001:0:4136:e378::/64,    ",
        "2001:0:4136:e378:0:0:34ff:8e00/120, 203.0.113.0/24",
        "2001:db8::/32,            ",
        "203.0.113.0/24,           ",
    })
    void aBlockOfSixToFourOrTeredoSpellsABlock(String block, @Nullable String spelled) {
        assertThat(prefix(block).spelled())
                .isEqualTo(Optional.ofNullable(spelled).map(PrefixTest::prefix));
    }

    @Test
    void aBlockHasTwoHalvesUntilItIsOneAddress() {
        assertThat(prefix("0.0.0.0/0").halves()).containsExactly(prefix("0.0.0.0/1"), prefix("128.0.0.0/1"));
        assertThat(prefix("203.0.113.0/31").halves()).containsExactly(prefix("203.0.113.0"), prefix("203.0.113.1"));
        assertThat(prefix("2000::/3").halves()).containsExactly(prefix("2000::/4"), prefix("3000::/4"));
        assertThat(prefix("203.0.113.7").halves()).isEmpty();
    }

    private static Prefix prefix(String text) {
        return Prefix.parse(text).orElseThrow();
    }
}
