package lab.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SignatureException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vpnsentinel.network.Address;

/** Certificates are what the JDK takes for certificates. */
class AuthorityTest {
    private static final Instant NOW = Instant.parse("2027-03-01T12:00:00Z");

    @Test
    void anIdentityIsSignedByItsAuthorityAlone() throws Exception {
        Authority authority = new Authority(NOW);
        Authority other = new Authority(NOW);

        X509Certificate issued =
                authority.issue(List.of("ipinfo.io"), List.of()).certificate();

        assertThatCode(() -> issued.verify(authority.certificate().getPublicKey()))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> issued.verify(other.certificate().getPublicKey()))
                .isInstanceOf(SignatureException.class);
        assertThat(authority.certificate().getBasicConstraints()).isGreaterThanOrEqualTo(0);
        assertThat(authority.certificate().getKeyUsage()[5])
                .as("signs certificates")
                .isTrue();
        assertThat(issued.getBasicConstraints()).isEqualTo(-1);
    }

    @Test
    void allNamesAndAddressesAreInTheCertificate() throws Exception {
        X509Certificate issued = new Authority(NOW)
                .issue(
                        List.of("icanhazip.com", "v6.ident.me"),
                        List.of(
                                Address.parse("203.0.113.7").orElseThrow(),
                                Address.parse("2001:db8::7").orElseThrow()))
                .certificate();

        assertThat(issued.getSubjectAlternativeNames().stream()
                        .map(name -> name.get(1).toString()))
                .containsExactly("icanhazip.com", "v6.ident.me", "203.0.113.7", "2001:db8:0:0:0:0:0:7");
    }

    @Test
    void aClockThatJumpsDaysStillFindsItValid() throws Exception {
        X509Certificate issued =
                new Authority(NOW).issue(List.of("ipinfo.io"), List.of()).certificate();

        for (Duration jump : List.of(Duration.ofDays(-400), Duration.ZERO, Duration.ofDays(400))) {
            assertThatCode(() -> issued.checkValidity(Date.from(NOW.plus(jump))))
                    .doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @CsvSource({"127, 047f", "128, 048180", "256, 04820100"})
    void lengthsAreAsShortAsTheyCanBe(int length, String head) {
        assertThat(HexFormat.of().formatHex(Der.octets(new byte[length]))).startsWith(head + "00");
    }
}
