package vpnsentinel.engine;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.ResourceHelper;
import vpnsentinel.settings.Half;
import vpnsentinel.settings.Settings;

/**
 * The route files of one half: {@code *.camel.yaml} in one folder, and in another one that may lie on top of it, whose files
 * replace those of their names and add to them. Hidden ones are left out.
 *
 * @param path the folder below
 * @param overlay the folder on top; it may come and go
 * @param own what the half's own part of the overlay is called: {@code server-routes}
 */
public record RouteFolder(Path path, Optional<Path> overlay, String own) {
    /** How the name of a route file ends. */
    static final String ENDING = ".camel.yaml";

    private static final Pattern ALIKE = Pattern.compile("(?i).+\\.ya?ml");

    /** One folder, and nothing on top of it. */
    public RouteFolder(Path path) {
        this(path, Optional.empty(), "");
    }

    /** The folders that the settings name for this half. */
    public static RouteFolder of(Half half, Settings settings) {
        return new RouteFolder(settings.routes(half), settings.optionalPath("routes.overlay"), half.word() + "-routes");
    }

    /**
     * What one look saw.
     *
     * @param texts name and text of each file that counts
     * @param below the texts that a file of the overlay replaces
     * @param unreadable what is wrong with files that cannot be read
     * @param onTop names of the files that the overlay brings
     * @param remarks what a person should know besides, one sentence each
     * @param failure why a folder cannot be read, empty when both can
     */
    public record Look(
            Map<String, String> texts,
            Map<String, String> below,
            Map<String, Complaint> unreadable,
            Set<String> onTop,
            List<String> remarks,
            String failure) {
        public Look {
            texts = Collections.unmodifiableMap(new TreeMap<>(texts));
            below = Map.copyOf(below);
            unreadable = Collections.unmodifiableMap(new TreeMap<>(unreadable));
            onTop = Set.copyOf(onTop);
            remarks = List.copyOf(remarks);
        }

        /** Whether there is a file of this name, whatever is in it. */
        boolean has(String name) {
            return texts.containsKey(name) || unreadable.containsKey(name);
        }
    }

    /** Looks at both folders. */
    public Look look() {
        FolderLook base = FolderLook.at(path, ENDING, ALIKE);
        Optional<Path> on = overlay.filter(Files::exists).map(this::part);
        FolderLook top = on.map(folder -> FolderLook.at(folder, ENDING, ALIKE)).orElseGet(FolderLook::ofNothing);
        Map<String, String> texts = new TreeMap<>(base.texts());
        Map<String, Complaint> unreadable = new TreeMap<>(base.unreadable());
        Map<String, String> below = new TreeMap<>(base.texts());
        Set<String> onTop = new LinkedHashSet<>(top.texts().keySet());
        onTop.addAll(top.unreadable().keySet());
        below.keySet().retainAll(onTop);
        onTop.forEach(unreadable::remove);
        texts.putAll(top.texts());
        top.unreadable().keySet().forEach(texts::remove);
        unreadable.putAll(top.unreadable());
        List<String> remarks = Stream.of(
                        overlay.filter(folder -> !Files.exists(folder))
                                .map(folder -> "the overlay " + folder.toAbsolutePath()
                                        + " (VPN_SENTINEL_ROUTES_OVERLAY) is not there; it counts as soon as it is"),
                        passedOver(path, base),
                        on.flatMap(folder -> passedOver(folder, top)))
                .flatMap(Optional::stream)
                .toList();
        return new Look(texts, below, unreadable, onTop, remarks, failure(base, top, on));
    }

    private Path part(Path folder) {
        Path part = folder.resolve(own);
        return Files.isDirectory(part) ? part : folder;
    }

    private String failure(FolderLook base, FolderLook top, Optional<Path> on) {
        if (!base.failure().isEmpty()) {
            return "the folder " + path.toAbsolutePath() + " " + base.failure();
        }
        return top.failure().isEmpty() ? "" : "the overlay " + on.orElse(path).toAbsolutePath() + " " + top.failure();
    }

    private static Optional<String> passedOver(Path folder, FolderLook look) {
        return look.passedOver().isEmpty()
                ? Optional.empty()
                : Optional.of("not read, because a route file ends in " + ENDING + ": "
                        + String.join(", ", look.passedOver()) + " in " + folder.toAbsolutePath());
    }

    /** What a file is called to a person: its name, and where two folders lie on top of each other, its folder. */
    String called(String name, Look look) {
        return look.onTop().contains(name) && overlay.isPresent()
                ? part(overlay.get()).getFileName() + "/" + name
                : name;
    }

    /** The files as what the route loader takes; made of the text that was read, so that nothing is read twice. */
    public List<Resource> resources(Map<String, String> files) {
        return files.entrySet().stream()
                .filter(file -> !file.getValue().isBlank())
                .map(file -> ResourceHelper.fromString("file:" + path.resolve(file.getKey()), file.getValue()))
                .toList();
    }
}
