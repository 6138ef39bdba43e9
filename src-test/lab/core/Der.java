package lab.core;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Writes the values of which certificates consist (ITU-T X.690, Distinguished Encoding Rules). */
final class Der {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);

    private Der() {}

    /** A value: tag, length, content. */
    static byte[] value(int tag, byte[]... parts) {
        byte[] content = joined(parts);
        byte[] head = content.length < 0x80
                ? new byte[] {(byte) tag, (byte) content.length}
                : joined(new byte[] {(byte) tag}, length(content.length));
        return joined(head, content);
    }

    private static byte[] length(int length) {
        byte[] number = BigInteger.valueOf(length).toByteArray();
        int zeros = number[0] == 0 ? 1 : 0;
        byte[] significant = java.util.Arrays.copyOfRange(number, zeros, number.length);
        return joined(new byte[] {(byte) (0x80 | significant.length)}, significant);
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    static byte[] sequence(byte[]... parts) {
        return value(0x30, parts);
    }

    static byte[] set(byte[]... parts) {
        return value(0x31, parts);
    }

    static byte[] number(BigInteger number) {
        return value(0x02, number.toByteArray());
    }

    static byte[] truth() {
        return value(0x01, new byte[] {-1});
    }

    static byte[] text(String text) {
        return value(0x0c, text.getBytes(StandardCharsets.UTF_8));
    }

    /** A time before 2050 (RFC 5280 §4.1.2.5.1). */
    static byte[] time(Instant instant) {
        return value(0x17, TIME.format(instant).getBytes(StandardCharsets.US_ASCII));
    }

    static byte[] octets(byte[] content) {
        return value(0x04, content);
    }

    /** A string of bits whose last {@code unused} ones do not count. */
    static byte[] bits(int unused, byte... content) {
        return value(0x03, new byte[] {(byte) unused}, content);
    }

    /** An object identifier. */
    static byte[] oid(int... arcs) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        content.write(40 * arcs[0] + arcs[1]);
        for (int i = 2; i < arcs.length; i++) {
            for (int shift = 28; shift > 0; shift -= 7) {
                if (arcs[i] >> shift != 0) {
                    content.write(0x80 | (arcs[i] >> shift & 0x7f));
                }
            }
            content.write(arcs[i] & 0x7f);
        }
        return value(0x06, content.toByteArray());
    }
}
