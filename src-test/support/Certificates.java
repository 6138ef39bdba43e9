package support;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemWriter;

/** Certificates that nobody signed but themselves, each with a key of its own, in files of a folder. */
public final class Certificates {
    private static final Duration DAY = Duration.ofDays(1);
    private static final GeneralName[] HERE = {
        new GeneralName(GeneralName.iPAddress, "127.0.0.1"), new GeneralName(GeneralName.dNSName, "localhost")
    };

    private Certificates() {}

    /**
     * A certificate and its private key.
     *
     * @param certificate PEM
     * @param key PEM, PKCS 8, not encrypted
     * @param context makes a server present it, and a client trust it and nobody else
     */
    public record SelfSigned(Path certificate, Path key, SSLContext context) {}

    /** One of 127.0.0.1 and localhost. */
    public static SelfSigned local(Path folder) {
        return selfSigned(folder, "local", Instant.now().plus(DAY), HERE);
    }

    /** One of another server. */
    public static SelfSigned ofAnotherName(Path folder) {
        GeneralName other = new GeneralName(GeneralName.dNSName, "other.test");
        return selfSigned(folder, "other", Instant.now().plus(DAY), other);
    }

    /** One of 127.0.0.1 and localhost that was good until yesterday. */
    public static SelfSigned expired(Path folder) {
        return selfSigned(folder, "expired", Instant.now().minus(DAY), HERE);
    }

    private static SelfSigned selfSigned(Path folder, String stem, Instant end, GeneralName... names) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            KeyPair pair = generator.generateKeyPair();
            X509Certificate certificate = sign(pair, stem, end, names);
            return new SelfSigned(
                    pem(folder.resolve(stem + "-certificate.pem"), "CERTIFICATE", certificate.getEncoded()),
                    pem(
                            folder.resolve(stem + "-key.pem"),
                            "PRIVATE KEY",
                            pair.getPrivate().getEncoded()),
                    context(certificate, pair.getPrivate()));
        } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
            throw new IllegalStateException("no certificate '" + stem + "' in " + folder, e);
        }
    }

    private static X509Certificate sign(KeyPair pair, String name, Instant end, GeneralName... names)
            throws GeneralSecurityException, OperatorCreationException, IOException {
        X500Principal self = new X500Principal("CN=" + name);
        ContentSigner signer = new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate());
        X509CertificateHolder signed = new JcaX509v3CertificateBuilder(
                        self,
                        BigInteger.ONE,
                        Date.from(end.minus(DAY.multipliedBy(2))),
                        Date.from(end),
                        self,
                        pair.getPublic())
                .addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names))
                .build(signer);
        return new JcaX509CertificateConverter().getCertificate(signed);
    }

    private static Path pem(Path file, String what, byte[] content) throws IOException {
        StringWriter text = new StringWriter();
        try (PemWriter pem = new PemWriter(text)) {
            pem.writeObject(new PemObject(what, content));
        }
        return Files.writeString(file, text.toString());
    }

    private static SSLContext context(X509Certificate certificate, PrivateKey key)
            throws GeneralSecurityException, IOException {
        char[] password = {};
        KeyStore own = KeyStore.getInstance("PKCS12");
        own.load(null, null);
        own.setKeyEntry("own", key, password, new Certificate[] {certificate});
        own.setCertificateEntry("trusted", certificate);
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(own, password);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(own);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }
}
