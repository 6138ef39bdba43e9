package vpnsentinel.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostNameTest {
    @ParameterizedTest
    @CsvSource({
        "Sentinel.Example, sentinel.example",
        "vpn_sentinel_server, vpn_sentinel_server",
        "host.example., host.example.",
        "bücher.example, xn--bcher-kva.example",
        "192.0.2.7, 192.0.2.7",
    })
    void whatAResolverTakesIsAHost(String written, String host) {
        assertThat(HostName.parse(written)).hasValue(host);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "a..b", "a b", "a/b", "10.0.0.256", "10.0.0", "exa$mple"})
    void whatItDoesNotTakeIsNone(String written) {
        assertThat(HostName.parse(written)).isEmpty();
        assertThat(HostName.parse("x".repeat(64))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "http://vpn_server:5000/api, vpn_server",
        "http://sentinel.test, sentinel.test",
        "http://[2001:db8::1]:5000, 2001:db8::1",
        "http://192.0.2.7:80/x:1, 192.0.2.7",
        "mailto:somebody, ''",
    })
    void theHostOfAnAddressIsFoundWhateverItsName(URI address, String host) {
        assertThat(HostName.of(address)).isEqualTo(host);
    }

    @Test
    void aNameWithAnUnderscoreHasAStandInThatLeadsBack() {
        URI standIn = HostName.standIn(URI.create("http://vpn_server-1.x_y:5000/vpn_server"));

        assertThat(standIn.getHost()).isNotNull();
        assertThat(standIn.getPort()).isEqualTo(5000);
        assertThat(standIn.getPath()).isEqualTo("/vpn_server");
        assertThat(HostName.real(standIn.getHost())).isEqualTo("vpn_server-1.x_y");
        assertThat(HostName.standIn(URI.create("http://sentinel.test"))).hasToString("http://sentinel.test");
        assertThat(HostName.real("sentinel.test")).isEqualTo("sentinel.test");
    }
}
