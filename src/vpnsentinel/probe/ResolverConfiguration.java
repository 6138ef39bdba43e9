package vpnsentinel.probe;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name servers of a resolver configuration file (resolv.conf(5)), read as this system's C library reads it: the word
 * {@code nameserver} begins its line, the first three count, what is no address is passed over in silence, and without any
 * the one on this host is asked. {@code [address]:port} is taken beside that.
 */
final class ResolverConfiguration {
    /** Most name servers that the libraries ask (MAXNS). */
    private static final int MOST = 3;
    /** The library of this process: musl's loader lies where programs look for it. */
    private static final Library OF_SYSTEM = ofSystem(Path.of("/lib"));

    /** How a C library reads a line. */
    enum Library {
        /** Blank or tab behind the word, and behind the address; anything else is part of it, also a carriage return. */
        GLIBC("nameserver[ \\t]+([^ \\t]*).*"),
        /** Any white space. */
        MUSL("nameserver\\s+(\\S*).*");

        private final Pattern line;

        Library(String line) {
            this.line = Pattern.compile(line, Pattern.DOTALL);
        }
    }

    private ResolverConfiguration() {}

    static Library ofSystem(Path folder) {
        try (DirectoryStream<Path> loaders = Files.newDirectoryStream(folder, "ld-musl-*")) {
            return loaders.iterator().hasNext() ? Library.MUSL : Library.GLIBC;
        } catch (IOException none) {
            return Library.GLIBC;
        }
    }

    /**
     * The name servers in the order of the file, each once; the one on this host where the file is missing or names none.
     * Only what is no file at all, such as {@code /dev/null}, stands for none.
     */
    static List<NameServer> read(Path file) {
        List<NameServer> named = nameServers(textOrNone(file));
        boolean none = Files.exists(file) && !Files.isRegularFile(file);
        return named.isEmpty() && !none ? NameServer.parse("127.0.0.1").stream().toList() : named;
    }

    private static String textOrNone(Path file) {
        try {
            return text(file);
        } catch (IOException unreadable) {
            return "";
        }
    }

    /** The text of the file. */
    static String text(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    }

    /** The name servers that the text names, in its order, each once. */
    static List<NameServer> nameServers(String text) {
        return nameServers(text, OF_SYSTEM);
    }

    static List<NameServer> nameServers(String text, Library library) {
        return List.of(text.split("\n")).stream()
                .map(library.line::matcher)
                .filter(Matcher::matches)
                .map(line -> NameServer.parse(line.group(1)))
                .flatMap(Optional::stream)
                .limit(MOST)
                .distinct()
                .toList();
    }
}
