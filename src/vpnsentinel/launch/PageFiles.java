package vpnsentinel.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;

/** The files that a page loads: style sheets and pictures, by plain names, from one folder and nowhere else. */
final class PageFiles {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,60}\\.(css|svg)");
    private static final Map<String, String> TYPES =
            Map.of("css", "text/css; charset=utf-8", "svg", "image/svg+xml; charset=utf-8");

    private final Path folder;

    PageFiles(Path folder) {
        this.folder = folder;
    }

    /** Answers with the file that the path names, 404 for anything else. */
    void answer(Exchange exchange) throws IOException {
        Matcher name = NAME.matcher(exchange.getMessage().getHeader("file", "", String.class));
        if (!name.matches() || !Files.isRegularFile(folder.resolve(name.group()))) {
            Reply.with(exchange, 404, "text/plain; charset=utf-8", "Not found");
            return;
        }
        byte[] content = Files.readAllBytes(folder.resolve(name.group()));
        Reply.with(exchange, 200, TYPES.getOrDefault(name.group(1), "text/plain"), content);
        // a page renews itself every few seconds, its style sheet need not
        exchange.getMessage().setHeader("Cache-Control", "private, max-age=60");
        exchange.getMessage().setHeader("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'");
    }
}
