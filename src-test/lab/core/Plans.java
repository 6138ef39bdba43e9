package lab.core;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Plans for tests: every provider at a loopback address of its own, all ports free ones. */
final class Plans {
    private static final List<String> PROVIDERS = List.of(
            "one.one.one.one",
            "ipinfo.io",
            "ip-api.com",
            "ipwhois.app",
            "ipwho.is",
            "api.ipify.org",
            "icanhazip.com",
            "checkip.amazonaws.com",
            "v4.ident.me",
            "api.telegram.org");

    private Plans() {}

    /** The address of a provider. */
    static String address(String provider) {
        return "127.0.0." + (1 + PROVIDERS.indexOf(provider));
    }

    /** A world whose callers come from loopback, which is a line in Zürich. */
    static Plan loopback(Path folder) {
        StringBuilder listen = new StringBuilder();
        PROVIDERS.forEach(provider -> listen.append(String.format("\"%s\":[\"%s\"],", provider, address(provider))));
        return Plan.parse("""
                {"dir":"%s",
                 "listen":{%s"dns":["127.0.0.100","::1"],"dns.opendns.com":["127.0.0.101"],
                   "stun.l.google.com":["127.0.0.1","::1"]},
                 "names":{"home.example.net":["127.0.0.102"]},
                 "networks":[
                   {"prefix":"127.0.0.0/8","asn":64500,"org":"Example Access","country":"CH","city":"Zürich",
                    "region":"Zurich","timezone":"Europe/Zurich"},
                   {"prefix":"192.0.2.0/24","asn":64501,"org":"Example Servers Japan","country":"JP","city":"Tokyo",
                    "region":"Tokyo","timezone":"Asia/Tokyo","hosting":true}],
                 "ports":{"dns":0,"http":0,"https":0,"stun":0,"delegated":0}}""".formatted(folder, listen));
    }

    /** Trust in the authority of the file and in nobody else. */
    static SSLContext trusting(Path pem) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (InputStream in = Files.newInputStream(pem)) {
            store.setCertificateEntry(
                    "authority", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
