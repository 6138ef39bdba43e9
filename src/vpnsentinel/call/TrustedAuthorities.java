package vpnsentinel.call;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;
import org.apache.camel.CamelContext;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.jspecify.annotations.Nullable;
import vpnsentinel.settings.Settings;
import vpnsentinel.settings.StartProblem;

/** Whom outgoing TLS trusts: the authorities that Java knows, and those of PEM files beside them. */
public final class TrustedAuthorities {
    private TrustedAuthorities() {}

    /** Trust in Java's authorities and those of {@code ca.file}; empty when that is not set. */
    public static Optional<SSLContext> context(Settings settings) {
        return settings.optionalPath("ca.file").map(file -> javaAnd(List.of(file)));
    }

    /**
     * Trust in Java's authorities and in those of the files.
     *
     * @throws StartProblem when a file holds no certificates
     */
    public static SSLContext javaAnd(List<Path> files) {
        try {
            List<Certificate> trusted = new ArrayList<>();
            for (TrustManager manager : managers(null)) {
                if (manager instanceof X509TrustManager known) {
                    trusted.addAll(Arrays.asList(known.getAcceptedIssuers()));
                }
            }
            for (Path file : files) {
                trusted.addAll(certificates(file));
            }
            return context(managers(store(trusted)));
        } catch (GeneralSecurityException | IOException e) {
            throw new StartProblem("TLS: trusted authorities cannot be set up: " + e.getMessage());
        }
    }

    /** Trust in anybody. Whoever sits in between can then read what is sent. */
    public static SSLContext anybody() {
        try {
            return context(new TrustManager[] {new Anybody()});
        } catch (GeneralSecurityException e) {
            throw new StartProblem("TLS: cannot be set up: " + e.getMessage());
        }
    }

    /** The trust in the form that the engine's HTTP client takes. */
    public static SSLContextParameters parameters(SSLContext trust) {
        return new SSLContextParameters() {
            @Override
            public SSLContext createSSLContext(@Nullable CamelContext context) {
                return trust;
            }
        };
    }

    private static Collection<? extends Certificate> certificates(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            Collection<? extends Certificate> found =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (!found.isEmpty()) {
                return found;
            }
        } catch (CertificateException | IOException e) {
            throw new StartProblem("TLS: " + file + " is no file of certificates in PEM form: " + e.getMessage());
        }
        throw new StartProblem("TLS: " + file + " holds no certificate in PEM form");
    }

    private static KeyStore store(List<Certificate> trusted) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        for (int i = 0; i < trusted.size(); i++) {
            store.setCertificateEntry("authority-" + i, trusted.get(i));
        }
        return store;
    }

    private static TrustManager[] managers(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }

    private static SSLContext context(TrustManager[] managers) throws GeneralSecurityException {
        SSLContext made = SSLContext.getInstance("TLS");
        made.init(null, managers, null);
        return made;
    }

    /** Accepts every certificate: the user asked for it. */
    private static final class Anybody extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
