package vpnsentinel.network;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTest {
    @ParameterizedTest
    @CsvSource({
        "stun.example.test:3478, stun.example.test, 3478",
        "192.0.2.7:65535, 192.0.2.7, 65535",
        "[2001:db8::7]:1, 2001:db8::7, 1",
    })
    void anEndpointIsSpelledAsHostAndPort(String text, String host, int port) {
        assertThat(Endpoint.parse(text)).hasValue(new Endpoint(host, port));
        assertThat(new Endpoint(host, port)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "none",
                "stun.example.test",
                "stun.example.test:",
                "stun.example.test:0",
                "stun.example.test:65536",
                "stun.example.test:0000003478",
                ":3478",
                "2001:db8::7:3478",
                "stun example.test:3478",
            })
    void whatHasNoHostOrNoPortIsNone(String text) {
        assertThat(Endpoint.parse(text)).isEmpty();
    }
}
