package vpnsentinel.settings;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads {@code sentinel.properties}, the one place where settings are declared. */
public final class Declarations {
    private static final String FILE = "/sentinel.properties";
    private static final List<Declaration> ALL = read();

    private Declarations() {}

    /** All settings in the order of the file. */
    public static List<Declaration> all() {
        return ALL;
    }

    /** The setting of this key; asking for one that is not declared is a programmer's error. */
    public static Declaration of(String key) {
        return ALL.stream()
                .filter(each -> each.key().equals(key))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("setting '" + key + "' is not declared in sentinel.properties"));
    }

    private static List<Declaration> read() {
        try (InputStream in = Declarations.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException(FILE + " is missing beside the classes");
            }
            return parse(new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Declaration> parse(List<String> lines) {
        List<Declaration> found = new ArrayList<>();
        List<String> comment = new ArrayList<>();
        String section = "";
        for (String line : lines) {
            if (line.startsWith("## ")) {
                section = line.substring(3);
                comment.clear();
            } else if (line.startsWith("# ")) {
                comment.add(line.substring(2).strip());
            } else if (line.isBlank()) {
                comment.clear();
            } else if (line.indexOf('=') > 0) {
                found.add(declaration(line, comment, section));
                comment.clear();
            }
        }
        return List.copyOf(found);
    }

    private static Declaration declaration(String line, List<String> comment, String section) {
        int equals = line.indexOf('=');
        String[] head = comment.isEmpty() ? new String[0] : comment.get(0).split(" \\| ", 3);
        if (head.length != 3) {
            throw new IllegalStateException(FILE + ": '" + line + "' has no line 'NAMES | half | kind' before it");
        }
        List<String> names =
                Arrays.stream(head[0].split(",")).map(String::strip).toList();
        String effect = String.join(" ", comment.subList(1, comment.size()));
        return new Declaration(
                line.substring(0, equals),
                names,
                head[1].strip(),
                SettingTypes.of(head[2].strip()),
                line.substring(equals + 1).strip(),
                effect,
                section);
    }
}
