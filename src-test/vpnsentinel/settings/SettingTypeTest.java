package vpnsentinel.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingTypeTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "text ; whatever it is",
                "secret ; 5ecr3t",
                "switch ; TRUE",
                "switch ; off",
                "switch ; 1",
                "port ; 1",
                "port ; 65535",
                "bind ; 0.0.0.0",
                "bind ; ::",
                "bind ; localhost",
                "bind ; 127.0.0.1",
                "seconds 1..60 ; 1",
                "seconds 1..60 ; 60",
                "count 1.. ; 2147483647",
                "bytes 1000.. ; 1000",
                "bytes 1000.. ; 500K",
                "bytes 1000.. ; 10 MiB",
                "url ; http://192.0.2.7:5000",
                "url ; https://sentinel.test/base/",
                "url ; http://[2001:db8::1]:5000",
                "zone ; Europe/Zurich",
                "zone ; UTC",
                "api-path ; /",
                "api-path ; /api/v1",
                "prefixes ; 192.0.2.7, 198.51.100.0/24 2001:db8::/32",
                "addresses ; 192.0.2.7 2001:db8::7",
                "asns ; AS64500, 64501",
                "resolvers ; AS64500, 198.51.100.0/24, Quad9",
                "resolvers ; mullvad, nordvpn, proton, surfshark",
                "chats ; 1234, -100123:45, @example",
                "one-of network|any|off ; any",
                "one-of auto|ANY ; my-own.provider",
                "domain ; leak.Example.test",
                "domain ; leak.example.test.",
                "endpoints ; none",
                "endpoints ; stun.example.test:3478, [2001:db8::1]:65535",
                "folder ; data",
                "file ; certs/server.pem",
            })
    void aRightValueIsTaken(String declared, String value) {
        assertThat(kind(declared).complaint(value)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "switch ; maybe ; true or false",
                "switch ; 2 ; true or false",
                "addresses ; 192.0.2.0/24 ; addresses separated by commas, as 192.0.2.7, 2001:db8::7",
                "port ; 0 ; a port from 1 to 65535",
                "port ; 65536 ; a port from 1 to 65535",
                "port ; http ; a port from 1 to 65535",
                "port ; 80.5 ; a port from 1 to 65535",
                "bind ; eth0 ; an address of this host",
                "seconds 1..60 ; 0 ; a whole number of seconds, at least 1 and at most 60",
                "seconds 1..60 ; 61 ; a whole number of seconds, at least 1 and at most 60",
                "seconds 1..60 ; 5s ; a whole number of seconds, at least 1 and at most 60",
                "minutes 1..60 ; -1 ; a whole number of minutes, at least 1 and at most 60",
                "count 1.. ; 0 ; a whole number of at least 1",
                "count 1.. ; 2147483648 ; a whole number of at least 1",
                "count 0..1000 ; 1001 ; a whole number of at least 0 and at most 1000",
                "bytes 1000.. ; 999 ; a size of at least 1000 bytes",
                "bytes 1000.. ; 10 parsecs ; a size of at least 1000 bytes",
                "bytes 1000.. ; 999999999999G ; a size of at least 1000 bytes",
                "url ; sentinel.test:5000 ; an address that starts with http:// or https://",
                "url ; ftp://sentinel.test ; an address that starts with http:// or https://",
                "url ; http:// ; an address that starts with http:// or https://",
                "url ; http://sentinel test ; an address that starts with http:// or https://",
                "zone ; Mars/Olympus ; a time zone such as Europe/Zurich",
                "api-path ; api/v1 ; a path that starts with /",
                "api-path ; /api?x ; a path that starts with /",
                "prefixes ; 192.0.2.7, office ; addresses or CIDR blocks separated by commas",
                "asns ; AS64500, Example ; network numbers separated by commas",
                "resolvers ; dns.test ; AS numbers, CIDR blocks, or names",
                "resolvers ; expressvpn ; mullvad, nordvpn, proton, surfshark",
                "resolvers ; 64500 ; AS numbers, CIDR blocks, or names",
                "chats ; my chat! ; chat numbers separated by commas",
                "domain ; leak ; a domain name",
                "domain ; -x.example.test ; a domain name",
                "endpoints ; stun.example.test ; hosts with ports separated by commas",
                "endpoints ; stun.example.test:0 ; hosts with ports separated by commas",
            })
    void aWrongValueIsToldWhatWouldBeRight(String declared, String value, String expected) {
        assertThat(kind(declared).complaint(value)).get().asString().contains(expected);
    }

    @Test
    void aChoiceNamesItsWords() {
        assertThat(kind("one-of network|any|off").complaint("all")).hasValue("one of network, any, off");
        assertThat(kind("one-of auto|ipinfo.io|ANY").complaint("a b"))
                .hasValue("one of auto, ipinfo.io, or the name of an echo route");
    }

    @Test
    void sizesKnowTheirUnits() {
        assertThat(SettingType.bytes("1000")).hasValue(1000L);
        assertThat(SettingType.bytes("10M")).hasValue(10L << 20);
        assertThat(SettingType.bytes("2 GiB")).hasValue(2L << 30);
        assertThat(SettingType.bytes("1kb")).hasValue(1024L);
    }

    @Test
    void anUndeclaredKindStopsTheStart() {
        assertThatThrownBy(() -> SettingType.of("parsecs 1..")).hasMessageContaining("kind 'parsecs'");
    }

    private static SettingType kind(String declared) {
        return SettingType.of(declared);
    }
}
