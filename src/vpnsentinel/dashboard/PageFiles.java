package vpnsentinel.dashboard;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The files that a page loads: style sheets and pictures, by plain names, of the dashboard and nowhere else. */
final class PageFiles {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,60}\\.(css|svg)");
    private static final Map<String, String> TYPES =
            Map.of("css", "text/css; charset=utf-8", "svg", "image/svg+xml; charset=utf-8");

    private final TemplateFolder templates;

    PageFiles(TemplateFolder templates) {
        this.templates = templates;
    }

    /**
     * A file as it is served.
     *
     * @param type its media type
     * @param path where its content is
     */
    record PageFile(String type, Path path) {}

    /** The file of that name; empty where there is none, or the name is none that a page may ask for. */
    Optional<PageFile> find(String name) {
        Matcher plain = NAME.matcher(name);
        if (!plain.matches()) {
            return Optional.empty();
        }
        Path file = templates.file("dashboard/" + name);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        String type = TYPES.getOrDefault(plain.group(1), "text/plain");
        return Optional.of(new PageFile(type, file));
    }
}
