package vpnsentinel.settings;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** A file or a folder, which need not exist. */
record PathType(String word) implements SettingType<Path> {
    @Override
    public String holds() {
        return "Path";
    }

    @Override
    public Optional<Path> parse(String text) {
        return path(text);
    }

    static Optional<Path> path(String text) {
        try {
            return Optional.of(Path.of(text));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    @Override
    public String expected() {
        return "the path of a " + word;
    }
}
