package vpnsentinel.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.net.URI;
import org.junit.jupiter.api.Test;

/** Requests of the JDK's client. */
class RequestsTest {
    @Test
    void anOrdinaryAddressIsTakenAsItIs() {
        URI address = URI.create("https://sentinel.test:5000/api/v1/status?x=y");

        assertThat(Requests.to(address).build().uri()).isEqualTo(address);
        assertThat(Requests.to(address).build().headers().map()).isEmpty();
    }

    @Test
    void aHostWithAnUnderscoreThatIsUnknownIsSaidInWords() {
        assertThatThrownBy(() -> Requests.to(URI.create("http://no_such_host.invalid:5000/x")))
                .isInstanceOf(UncheckedIOException.class)
                .satisfies(e -> assertThat(FailureWords.of(e)).isEqualTo("the name cannot be resolved"));
    }
}
