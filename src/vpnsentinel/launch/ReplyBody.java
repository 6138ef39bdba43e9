package vpnsentinel.launch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/** Reads the body of an answer from a stranger: no more than 64 KiB, no longer than the time-out. */
final class ReplyBody {
    private static final int MOST = 64 * 1024;

    private ReplyBody() {}

    /**
     * The body as text in UTF-8.
     *
     * @throws IOException when it is too large, too slow, or breaks off
     */
    static String text(Exchange exchange, Duration timeout) throws IOException {
        @Nullable Object body = exchange.getMessage().getBody();
        if (body instanceof InputStream stream) {
            try (InputStream in = stream) {
                return new String(read(in, System.nanoTime() + timeout.toNanos()), StandardCharsets.UTF_8);
            }
        }
        return body instanceof byte[] bytes
                ? new String(bytes, StandardCharsets.UTF_8)
                : body == null ? "" : body.toString();
    }

    private static byte[] read(InputStream in, long deadline) throws IOException {
        byte[] buffer = new byte[MOST + 1];
        int length = 0;
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer, length, buffer.length - length)) {
            length += n;
            if (length > MOST) {
                throw new IOException("an answer of more than " + MOST + " bytes");
            }
            if (System.nanoTime() > deadline) {
                throw new IOException("time-out while reading the answer");
            }
        }
        return Arrays.copyOf(buffer, length);
    }
}
