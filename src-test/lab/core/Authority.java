package lab.core;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.stream.Stream;
import vpnsentinel.network.Address;

/** A certification authority for the life of one process (RFC 5280, elliptic curve P-256). Thread-safe. */
final class Authority {
    private static final String NAME = "Laboratory Authority";
    private static final byte[] ECDSA_WITH_SHA256 = Der.sequence(Der.oid(1, 2, 840, 10045, 4, 3, 2));
    private static final byte[] IS_AUTHORITY = Der.oid(2, 5, 29, 19);
    private static final byte[] KEY_USE = Der.oid(2, 5, 29, 15);
    private static final byte[] EXTENDED_KEY_USE = Der.oid(2, 5, 29, 37);
    private static final byte[] OTHER_NAMES = Der.oid(2, 5, 29, 17);
    private static final byte[] COMMON_NAME = Der.oid(2, 5, 4, 3);
    private static final byte[] TLS_SERVER = Der.oid(1, 3, 6, 1, 5, 5, 7, 3, 1);
    private static final byte[] TLS_CLIENT = Der.oid(1, 3, 6, 1, 5, 5, 7, 3, 2);
    private static final SecureRandom RANDOM = new SecureRandom();

    private final KeyPair keys;
    private final X509Certificate certificate;
    private final Instant made;

    /** A new one; a clock that jumps years away still finds its certificates valid. */
    Authority(Instant now) throws GeneralSecurityException {
        made = now;
        keys = newKeys();
        byte[] isAuthority = extension(IS_AUTHORITY, true, Der.sequence(Der.truth()));
        byte[] signsCertificates = extension(KEY_USE, true, Der.bits(2, (byte) 0x04));
        certificate = sign(NAME, keys.getPublic(), isAuthority, signsCertificates);
    }

    /** The certificate that makes a program trust this authority. */
    X509Certificate certificate() {
        return certificate;
    }

    /** A new key with a certificate for the names and addresses. */
    Identity issue(Collection<String> names, Collection<Address> addresses) throws GeneralSecurityException {
        byte[][] subjects = Stream.concat(
                        names.stream().map(name -> Der.value(0x82, name.getBytes(StandardCharsets.US_ASCII))),
                        addresses.stream()
                                .map(address ->
                                        Der.value(0x87, address.asInetAddress().getAddress())))
                .toArray(byte[][]::new);
        String subject = names.stream().sorted().findFirst().orElse("an address");
        KeyPair own = newKeys();
        byte[] isEitherEnd = extension(EXTENDED_KEY_USE, false, Der.sequence(TLS_SERVER, TLS_CLIENT));
        byte[] isCalled = extension(OTHER_NAMES, false, Der.sequence(subjects));
        return new Identity(own.getPrivate(), sign(subject, own.getPublic(), isEitherEnd, isCalled), certificate);
    }

    private static KeyPair newKeys() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    private X509Certificate sign(String subject, PublicKey key, byte[]... extensions) throws GeneralSecurityException {
        byte[] content = Der.sequence(
                Der.value(0xa0, Der.number(BigInteger.TWO)), // version 3
                Der.number(new BigInteger(64, RANDOM).setBit(64)),
                ECDSA_WITH_SHA256,
                name(NAME),
                Der.sequence(Der.time(made.minus(3650, ChronoUnit.DAYS)), Der.time(made.plus(3650, ChronoUnit.DAYS))),
                name(subject),
                key.getEncoded(),
                Der.value(0xa3, Der.sequence(extensions)));
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(keys.getPrivate());
        signature.update(content);
        byte[] whole = Der.sequence(content, ECDSA_WITH_SHA256, Der.bits(0, signature.sign()));
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(whole));
    }

    private static byte[] name(String commonName) {
        return Der.sequence(Der.set(Der.sequence(COMMON_NAME, Der.text(commonName))));
    }

    private static byte[] extension(byte[] oid, boolean critical, byte[] content) {
        byte[] value = Der.octets(content);
        return critical ? Der.sequence(oid, Der.truth(), value) : Der.sequence(oid, value);
    }
}
