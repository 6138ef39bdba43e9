package vpnsentinel.wire;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The two labels that a client puts in front of the server's own zone: {@code <nonce>.<client>.<zone>}. The nonce carries
 * a seal that needs the API key, so that a stranger cannot make up a resolver for somebody else's client.
 */
public final class EchoName {
    /** The name of the method that asks for such names, in evidence and in routes. */
    public static final String METHOD = "own-zone";

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int RANDOM_BYTES = 6;
    private static final int SEAL_BYTES = 6;
    /** Longest label (RFC 1035 §2.3.4). */
    private static final int LONGEST = 63;

    private EchoName() {}

    /** The label of a client: its id where that can be one, else a digest of it. */
    public static String label(String clientId) {
        String lower = clientId.toLowerCase(Locale.ROOT);
        return lower.equals(clientId) && lower.length() <= LONGEST && lower.matches("[a-z0-9]([a-z0-9-]*[a-z0-9])?")
                ? lower
                : "x-" + HexFormat.of().formatHex(digest(clientId)).substring(0, 24);
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java lacks SHA-256", e);
        }
    }

    /** A new nonce for this client's label. */
    public static String nonce(String key, String label) {
        byte[] random = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(random);
        String word = HexFormat.of().formatHex(random);
        return word + seal(key, word, label);
    }

    /** Whether the nonce was made for this label by somebody who knows the key. */
    public static boolean isSealed(String key, String nonce, String label) {
        String lower = nonce.toLowerCase(Locale.ROOT);
        if (!lower.matches("[0-9a-f]{" + 2 * (RANDOM_BYTES + SEAL_BYTES) + "}")) {
            return false;
        }
        String seal = seal(key, lower.substring(0, 2 * RANDOM_BYTES), label.toLowerCase(Locale.ROOT));
        return MessageDigest.isEqual(
                seal.getBytes(StandardCharsets.US_ASCII),
                lower.substring(2 * RANDOM_BYTES).getBytes(StandardCharsets.US_ASCII));
    }

    private static String seal(String key, String word, String label) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(("dns echo " + key).getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            byte[] whole = mac.doFinal((word + "." + label).getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(whole, 0, SEAL_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java lacks HmacSHA256", e);
        }
    }
}
