package vpnsentinel.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vpnsentinel.network.Address;
import vpnsentinel.network.Prefix;

class CallerTest {
    private static final List<Prefix> PROXIES = Prefix.parseList("192.168.7.0/24, 10.9.9.9");

    private static Address address(String text) {
        return Address.parse(text).orElseThrow();
    }

    @ParameterizedTest(name = "{0} [{1}] is {2}")
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
            203.0.113.5  | none                               | 203.0.113.5  | false
            203.0.113.5  | ''                                 | 203.0.113.5  | false
            203.0.113.5  | 198.51.100.7                       | 203.0.113.5  | true
            192.168.7.1  | 198.51.100.7                       | 198.51.100.7 | false
            192.168.7.1  | 192.0.2.66, 198.51.100.7           | 198.51.100.7 | false
            192.168.7.1  | 198.51.100.7, 10.9.9.9             | 198.51.100.7 | false
            192.168.7.1  | 192.0.2.66, 198.51.100.7, 10.9.9.9 | 198.51.100.7 | false
            192.168.7.1  | nonsense                           | 192.168.7.1  | false
            192.168.7.1  | 198.51.100.7, nonsense             | 192.168.7.1  | false
            192.168.7.1  | 192.0.2.66, unknown, 10.9.9.9      | 10.9.9.9     | false
            192.168.7.1  | 192.168.7.2, 10.9.9.9              | 192.168.7.2  | false
            192.168.7.1  | 2001:db8::7                        | 2001:db8::7  | false
            """)
    void isTheAddressThatTheLastTrustedProxyVouchesFor(
            String peer, String header, String expected, boolean byStranger) {
        Caller caller = Caller.of(address(peer), header, PROXIES);

        assertThat(caller).isEqualTo(new Caller(address(expected), byStranger));
    }

    @Test
    void withoutTrustedProxiesNoHeaderIsBelieved() {
        Caller caller = Caller.of(address("127.0.0.1"), "198.51.100.7", List.of());

        assertThat(caller).isEqualTo(new Caller(address("127.0.0.1"), true));
    }
}
