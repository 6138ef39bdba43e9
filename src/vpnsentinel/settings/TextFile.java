package vpnsentinel.settings;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Small files of text in the encodings that editors write: UTF-8 with or without its mark, and UTF-16. */
public final class TextFile {
    private static final char MARK = '\uFEFF';

    private TextFile() {}

    /** The text of the file, without a mark of its encoding; what is neither UTF-8 nor UTF-16 is read as Latin-1. */
    public static String read(Path file) throws IOException {
        return text(Files.readAllBytes(file));
    }

    static String text(byte[] bytes) {
        String text = decoded(bytes);
        return !text.isEmpty() && text.charAt(0) == MARK ? text.substring(1) : text;
    }

    private static String decoded(byte[] bytes) {
        boolean pair = bytes.length >= 2;
        if (pair && ((bytes[0] == -1 && bytes[1] == -2) || (bytes[0] != 0 && bytes[1] == 0))) {
            return new String(bytes, StandardCharsets.UTF_16LE);
        }
        if (pair && ((bytes[0] == -2 && bytes[1] == -1) || (bytes[0] == 0 && bytes[1] != 0))) {
            return new String(bytes, StandardCharsets.UTF_16BE);
        }
        return strict(bytes, StandardCharsets.UTF_8);
    }

    private static String strict(byte[] bytes, Charset charset) {
        try {
            return charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException other) {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }
}
