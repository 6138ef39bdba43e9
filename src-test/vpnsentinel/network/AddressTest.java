package vpnsentinel.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {
    @ParameterizedTest
    @CsvSource({
        "203.0.113.7, 203.0.113.7",
        "' 203.0.113.7 ', 203.0.113.7",
        "0.0.0.0, 0.0.0.0",
        "255.255.255.255, 255.255.255.255",
        "2001:db8::1, 2001:db8::1",
        "2001:DB8:0:0:0:0:0:1, 2001:db8::1",
        "[2001:db8::1], 2001:db8::1",
        "fe80::1%eth0, fe80::1",
        "::, ::",
        "::1, ::1",
        "1::, 1::",
        "2001:db8:0:1:0:0:0:1, 2001:db8:0:1::1",
        "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
        "::ffff:203.0.113.7, 203.0.113.7",
        "::ffff:cb00:7107, 203.0.113.7",
        "0:0:0:0:0:ffff:cb00:7107, 203.0.113.7",
    })
    void anAddressHasOneSpelling(String literal, String spelling) {
        assertThat(Address.parse(literal)).map(Address::toString).hasValue(spelling);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "unknown",
                "localhost",
                "example.test",
                "203.0.113",
                "203.0.113.7.9",
                "203.0.113.256",
                "203.0.113.1234567890123",
                "203.0.113.07",
                "203.0.113.",
                ".203.0.113",
                "203..0.113",
                "203.0.113.-7",
                "203.0.113.7/24",
                "0x7f000001",
                "2130706433",
                "٢٠٣.0.113.7",
                "2001:db8",
                "2001:db8:::1",
                "1:2:3:4:5:6:7:8:9",
                "2001:db8::g",
                ":",
                ".a:b",
                "2001:db8::1:example",
                "1111:1111:1111:1111:1111:1111:1111:1111:1111:1111",
            })
    void whatIsNoLiteralIsNoAddress(String text) {
        assertThat(Address.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "203.0.113.7, true, false, false",
        "198.51.100.7, true, false, false",
        "192.0.2.7, true, false, false",
        "198.18.0.7, true, false, false",
        "2001:db8::7, true, false, false",
        "10.0.0.7, false, true, false",
        "172.16.0.1, false, true, false",
        "172.32.0.1, true, false, false",
        "192.168.1.1, false, true, false",
        "169.254.1.1, false, true, false",
        "127.0.0.1, false, true, true",
        "127.255.0.1, false, true, true",
        "::1, false, true, true",
        "fd00::1, false, true, false",
        "fe80::1, false, true, false",
        "100.64.0.1, false, false, false",
        "100.128.0.1, true, false, false",
        "0.0.0.0, false, false, false",
        "224.0.0.1, false, false, false",
        "255.255.255.255, false, false, false",
        "::, false, false, false",
        "ff02::1, false, false, false",
        "::ffff:10.0.0.7, false, true, false",
    })
    void whereAnAddressCanBe(String literal, boolean isPublic, boolean isPrivate, boolean isLoopback) {
        Address address = address(literal);

        assertThat(address.isPublic()).as("public").isEqualTo(isPublic);
        assertThat(address.isPrivate()).as("private").isEqualTo(isPrivate);
        assertThat(address.isLoopback()).as("loopback").isEqualTo(isLoopback);
    }

    @Test
    void twoSpellingsOfOneAddressAreEqual() {
        assertThat(address("::ffff:203.0.113.7"))
                .isEqualTo(address("203.0.113.7"))
                .hasSameHashCodeAs(address("203.0.113.7"));
        assertThat(address("203.0.113.7")).isNotEqualTo(address("203.0.113.8"));
        assertThat(address("203.0.113.7").isV4()).isTrue();
        assertThat(address("2001:db8::1").isV4()).isFalse();
    }

    @Test
    void addressesSortByFamilyThenByNumber() {
        Stream<String> mixed = Stream.of("2001:db8::1", "203.0.113.7", "198.51.100.200", "2001:db8::");

        assertThat(mixed.map(AddressTest::address).sorted().map(Address::toString))
                .containsExactly("198.51.100.200", "203.0.113.7", "2001:db8::", "2001:db8::1");
    }

    @Test
    void theJdkKnowsTheSameAddress() throws Exception {
        InetAddress jdk = InetAddress.getByName("203.0.113.7");

        assertThat(address("203.0.113.7").asInetAddress()).isEqualTo(jdk);
        assertThat(Address.of(jdk)).isEqualTo(address("203.0.113.7"));
    }

    @Test
    void thePrefixOfAnAddressHoldsIt() {
        assertThat(address("203.0.113.7").prefix(24)).hasToString("203.0.113.0/24");
        assertThat(address("203.0.113.7").block()).hasToString("203.0.113.0/24");
        assertThat(address("2001:db8:1:2:3::4").block()).hasToString("2001:db8:1::/48");
        assertThat(address("203.0.113.7").alone()).hasToString("203.0.113.7/32");
        assertThat(address("2001:db8:1:2:3::4").prefix(64)).hasToString("2001:db8:1:2::/64");
        assertThat(address("2001:db8::1").alone()).hasToString("2001:db8::1/128");
    }

    @ParameterizedTest
    @CsvSource({
        "2002:cb00:7107::1,                    203.0.113.7",
        "2002:cb00:7107:ffff::9,               203.0.113.7",
        "2001:0:4136:e378:8000:63bf:34ff:8ef8, 203.0.113.7",
        "2001:1:4136:e378:8000:63bf:34ff:8ef8, ",
        "2003:cb00:7107::1,                    ",
        "64:ff9b::203.0.113.7,                 ",
        "2001:db8::5efe:203.0.113.7,           ",
        "203.0.113.7,                          ",
    })
    void addressesOfSixToFourAndTeredoSpellTheLineThatCarriesThem(String literal, @Nullable String spelled) {
        assertThat(address(literal).spelled().map(Address::toString)).isEqualTo(Optional.ofNullable(spelled));
    }

    @ParameterizedTest
    @CsvSource({
        "203.0.113.7,                          203.0.113.7,      203.0.113.7/32",
        "2001:db8:1:2:3::4,                    2001:db8:1:2::,   2001:db8:1::/40",
        "2002:cb00:7107:1::1,                  2002:cb00:7107:1::, 2002:cb00:7107::/48",
        "2001:0:4136:e378:8000:63bf:34ff:8ef8, 2001::34ff:8ef8,  2001:0:4136:e378:8000:63bf:34ff:8ef8/128",
    })
    void aLineIsWhatStaysTheSameOfItsAddress(String literal, String line, String block) {
        assertThat(address(literal).ofLine()).hasToString(line);
        assertThat(address(literal).line(40)).isEqualTo(Prefix.parse(block).orElseThrow());
    }

    @ParameterizedTest
    @CsvSource({
        "203.0.113.7, 1, 203.0.113.6",
        "198.18.1.7, 9, 198.18.0.7",
        "198.18.1.7, 17, 198.19.1.7",
        "2001:db8::1, 17, 2001:db8::1:1",
        "2001:db8::1, 128, a001:db8::1",
    })
    void aBitTurnedOverMakesANeighbour(String literal, int bit, String neighbour) {
        assertThat(address(literal).flipped(bit)).hasToString(neighbour);
        assertThat(address(literal).flipped(bit).flipped(bit)).isEqualTo(address(literal));
    }

    private static Address address(String literal) {
        return Address.parse(literal).orElseThrow();
    }
}
