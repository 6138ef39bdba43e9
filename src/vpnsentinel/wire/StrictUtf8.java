package vpnsentinel.wire;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Whether bytes are UTF-8 as RFC 3629 §3 has it. Parsers are more lenient: they take a letter that is spelt with more bytes
 * than it needs, so that another spelling could become somebody's id.
 */
final class StrictUtf8 {
    private StrictUtf8() {}

    static boolean isValid(byte[] text) {
        for (byte each : text) {
            if (each < 0) {
                return isDecodable(text);
            }
        }
        return true;
    }

    private static boolean isDecodable(byte[] text) {
        try {
            CharBuffer ignored = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(text));
            return ignored.length() <= text.length;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
