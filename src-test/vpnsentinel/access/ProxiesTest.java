package vpnsentinel.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vpnsentinel.network.Address;
import vpnsentinel.network.Prefix;

/** Header lines are separated by a semicolon with blanks around it: {@code X-Forwarded-For: a ; X-Real-IP: b}. */
class ProxiesTest {
    private static final List<Prefix> TRUSTED = Prefix.parseList("192.168.7.0/24, 10.9.9.9, 2001:db8:9::/64");

    private static Address address(String text) {
        return Address.parse(text).orElseThrow();
    }

    private static List<Map.Entry<String, String>> lines(String headers) {
        List<Map.Entry<String, String>> lines = new ArrayList<>(List.of(Map.entry("X-API-Key", "k")));
        for (String line : headers.isEmpty() ? new String[0] : headers.split(" ; ")) {
            String[] parts = line.split(":", 2);
            lines.add(Map.entry(parts[0].strip(), parts[1].strip()));
        }
        return lines;
    }

    private static Caller caller(String peer, String headers, String header) {
        return new Proxies(TRUSTED, Optional.of(header).filter(it -> !it.isEmpty()))
                .caller(address(peer), lines(headers));
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "nobody", textBlock = """
            ``                                                               | 192.168.7.1
            X-Forwarded-For: 198.51.100.7                                    | 198.51.100.7
            x-forwarded-for: 198.51.100.7                                    | 198.51.100.7
            X-Forwarded-For: 192.0.2.66, 198.51.100.7                        | 198.51.100.7
            X-Forwarded-For: 192.0.2.66 ; X-Forwarded-For: 198.51.100.7      | 198.51.100.7
            X-Forwarded-For: 198.51.100.7 ; X-Forwarded-For: 10.9.9.9        | 198.51.100.7
            X-Forwarded-For: 192.0.2.66, 198.51.100.7, 10.9.9.9              | 198.51.100.7
            X-Forwarded-For: 192.168.7.2, 10.9.9.9                           | 192.168.7.2
            X-Forwarded-For: 192.0.2.66,, 198.51.100.7 ,                     | 198.51.100.7
            X-Forwarded-For: 2001:db8::7                                     | 2001:db8::7
            X-Forwarded-For: [2001:db8::7]                                   | 2001:db8::7
            X-Forwarded-For: [2001:db8::7]:4711                              | 2001:db8::7
            X-Forwarded-For: "[2001:db8::7]:4711"                            | 2001:db8::7
            X-Forwarded-For: 198.51.100.7:4711                               | 198.51.100.7
            X-Forwarded-For: ::ffff:198.51.100.7                             | 198.51.100.7
            X-Forwarded-For: fe80::1%eth0                                    | fe80::1
            X-Forwarded-For: nonsense                                        | nobody
            X-Forwarded-For:                                                 | nobody
            X-Forwarded-For: unknown                                         | nobody
            X-Forwarded-For: 198.51.100.7, unknown                           | nobody
            X-Forwarded-For: 198.51.100.7 ; X-Forwarded-For: _hidden         | nobody
            X-Forwarded-For: 192.0.2.66, unknown, 10.9.9.9                   | nobody
            X-Forwarded-For: 198.51.100.7:                                   | nobody
            X-Forwarded-For: [198.51.100.7                                   | nobody
            Forwarded: for=198.51.100.7                                      | 198.51.100.7
            Forwarded: For="198.51.100.7:4711";proto=https;by=192.168.7.1    | 198.51.100.7
            Forwarded: proto=https; for="[2001:db8::7]:_x"                   | 2001:db8::7
            Forwarded: for=[2001:db8::7]                                     | 2001:db8::7
            Forwarded: for=192.0.2.66, for=198.51.100.7;host="a,b;for=x"     | 198.51.100.7
            Forwarded: for=192.0.2.66 ; Forwarded: for=198.51.100.7          | 198.51.100.7
            Forwarded: for=198.51.100.7, for=10.9.9.9                        | 198.51.100.7
            Forwarded: for="198\\.51.100.7"                                  | 198.51.100.7
            Forwarded: for=unknown                                           | nobody
            Forwarded: for=_secret                                           | nobody
            Forwarded: for=198.51.100.7, by=10.9.9.9                         | nobody
            Forwarded: for=198.51.100.7;for=192.0.2.66                       | nobody
            Forwarded: for="198.51.100.7                                     | nobody
            Forwarded: for="x ; Forwarded: for=198.51.100.7                  | 198.51.100.7
            Forwarded: for="x, for="198.51.100.7"                            | nobody
            Forwarded: 198.51.100.7                                          | nobody
            X-Real-IP: 198.51.100.7                                          | 198.51.100.7
            CF-Connecting-IP: 2001:db8::7                                    | 2001:db8::7
            True-Client-IP: 198.51.100.7                                     | 198.51.100.7
            X-Client-IP: 198.51.100.7                                        | 198.51.100.7
            Fly-Client-IP: 198.51.100.7                                      | 198.51.100.7
            X-Real-IP: 192.0.2.66 ; X-Real-IP: 198.51.100.7                  | nobody
            X-Real-IP: 198.51.100.7 ; X-Real-IP: 198.51.100.7                | 198.51.100.7
            X-Real-IP: 198.51.100.7, 192.0.2.66                              | nobody
            X-Forwarded-For: 198.51.100.7 ; X-Real-IP: 198.51.100.7          | 198.51.100.7
            X-Forwarded-For: 192.0.2.66 ; X-Real-IP: 198.51.100.7            | nobody
            X-Forwarded-For: 198.51.100.7, 10.9.9.9 ; X-Real-IP: 10.9.9.9    | 198.51.100.7
            X-Forwarded-For: 198.51.100.7 ; CF-Connecting-IP: 192.168.1.5    | nobody
            X-Forwarded-For: 198.51.100.7 ; Forwarded: for=192.168.1.5       | nobody
            X-Forwarded-For: 198.51.100.7 ; X-Forwarded-Proto: https         | 198.51.100.7
            X-Forwarded-Proto: https                                         | nobody
            CF-Ray: 1                                                        | nobody
            """)
    void whoCallsIsReadAsFarAsTrustedProxiesWroteIt(String headers, @Nullable String expected) {
        Caller caller = caller("192.168.7.1", headers, "");

        assertThat(caller.forwardedByStranger()).isFalse();
        assertThat(caller.isKnown() ? caller.address().toString() : null).isEqualTo(expected);
        assertThat(caller.isWitness()).isEqualTo(expected != null);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "nobody", textBlock = """
            X-Forwarded-For: 192.0.2.66 ; X-Real-IP: 198.51.100.7 | x-real-ip | 198.51.100.7
            X-Forwarded-For: 192.0.2.66                           | x-real-ip | nobody
            ``                                                    | x-real-ip | 192.168.7.1
            Forwarded: for=192.0.2.9 ; X-Forwarded-For: 198.51.100.7 | x-forwarded-for | 198.51.100.7
            """)
    void oneHeaderThatIsNamedIsTheOnlyOneThatCounts(String headers, String header, @Nullable String expected) {
        Caller caller = caller("192.168.7.1", headers, header);

        assertThat(caller.isKnown() ? caller.address().toString() : null).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ``                                  | false
            Accept: text/html                   | false
            X-Forwarded-For: 192.168.7.5        | true
            X-Forwarded-For: 192.168.7.5 ; X-Forwarded-For: 127.0.0.1 | true
            X-Forwarded-For: nonsense           | true
            Forwarded: for=127.0.0.1            | true
            X-Real-IP: 127.0.0.1                | true
            CF-Connecting-IP: 127.0.0.1         | true
            X-Forwarded-Host: pages.example.org | true
            X-Forwarded-Proto: https            | true
            """)
    void aStrangersHeaderIsNotBelievedButSaysThatItStandsBetween(String headers, boolean between) {
        Caller caller = caller("203.0.113.5", headers, "");

        assertThat(caller).isEqualTo(new Caller(address("203.0.113.5"), between));
    }

    @Test
    void whatIsInTheWayIsSaid() {
        assertThat(caller("10.9.9.9", "X-Forwarded-For: unknown", "").doubt())
                .isEqualTo("what x-forwarded-for says of the caller cannot be read");
        assertThat(caller("10.9.9.9", "X-Real-IP: 192.0.2.1 ; True-Client-IP: 192.0.2.2", "")
                        .doubt())
                .isEqualTo("its headers x-real-ip and true-client-ip name different callers");
        assertThat(caller("10.9.9.9", "X-Forwarded-Proto: https", "").doubt())
                .isEqualTo("it sends x-forwarded-proto and no header that names the caller");
        assertThat(caller("10.9.9.9", "X-Forwarded-For: 192.0.2.1", "x-real-ip").doubt())
                .isEqualTo("it sends no x-real-ip");
    }
}
