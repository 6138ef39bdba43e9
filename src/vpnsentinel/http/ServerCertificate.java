package vpnsentinel.http;

import io.vertx.core.Vertx;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Optional;
import vpnsentinel.call.FailureWords;
import vpnsentinel.settings.Settings;
import vpnsentinel.settings.StartProblem;

/** The certificate and key that the server's listeners present, read once before they open, so that a mistake has a name. */
public final class ServerCertificate {
    private ServerCertificate() {}

    /**
     * The pair that the settings name; empty for plain HTTP.
     *
     * @throws StartProblem when a file does not hold what it should
     */
    public static Optional<PemKeyCertOptions> of(Settings settings, Vertx vertx) {
        if (!settings.usesTls()) {
            return Optional.empty();
        }
        Path certificate = settings.path("tls.certificate");
        Path key = settings.path("tls.key");
        checkCertificate(certificate);
        PemKeyCertOptions pair =
                new PemKeyCertOptions().setCertPath(certificate.toString()).setKeyPath(key.toString());
        try {
            pair.getKeyManagerFactory(vertx);
        } catch (Exception e) {
            throw problem("VPN_SENTINEL_TLS_KEY_PATH", key, "the certificate's private key in PEM form", e);
        }
        return Optional.of(pair);
    }

    private static void checkCertificate(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            if (CertificateFactory.getInstance("X.509").generateCertificates(in).isEmpty()) {
                throw new CertificateException("there is none in it");
            }
        } catch (CertificateException | IOException e) {
            throw problem("VPN_SENTINEL_TLS_CERT_PATH", file, "a certificate chain in PEM form", e);
        }
    }

    private static StartProblem problem(String name, Path file, String expected, Exception cause) {
        return new StartProblem(
                name + "='" + file + "': expected " + expected + " (" + FailureWords.plain(cause.getMessage()) + ")");
    }
}
