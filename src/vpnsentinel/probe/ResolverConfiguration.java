package vpnsentinel.probe;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The name servers of a resolver configuration file (resolv.conf(5)). */
final class ResolverConfiguration {
    /** Most name servers that are asked; systems use three. */
    private static final int MOST = 8;

    private ResolverConfiguration() {}

    /** The name servers in the order of the file, each once. */
    static List<NameServer> read(Path file) throws IOException {
        return nameServers(text(file));
    }

    /** The text of the file. */
    static String text(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    }

    /** The name servers in the order of the text, each once. */
    static List<NameServer> nameServers(String text) {
        return text.lines()
                .map(String::strip)
                .filter(line -> line.matches("nameserver\\s+\\S.*"))
                .map(line -> NameServer.parse(line.split("\\s+", -1)[1]))
                .flatMap(Optional::stream)
                .distinct()
                .limit(MOST)
                .toList();
    }
}
