package vpnsentinel.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;

/**
 * A time zone as systems name it: a name of the time zone database, with or without the colon and the folder before it, a
 * file such as {@code /etc/localtime}, or a rule of POSIX ({@link PosixZone}).
 */
record ZoneType() implements SettingType<ZoneId> {
    private static final String DATABASE = "zoneinfo/";

    /** Names that the database has and Java does not. */
    private static final Map<String, String> OLD =
            Map.of("EST", "-05:00", "MST", "-07:00", "HST", "-10:00", "ROC", "Asia/Taipei", "ROK", "Asia/Seoul");

    @Override
    public String word() {
        return "zone";
    }

    @Override
    public String holds() {
        return "ZoneId";
    }

    @Override
    public Optional<ZoneId> parse(String text) {
        String name = text.startsWith(":") ? text.substring(1) : text;
        if (name.startsWith("/")) {
            return file(name);
        }
        return named(name.replaceFirst("^(?:posix|right)/", "")).or(() -> PosixZone.parse(name));
    }

    private static Optional<ZoneId> named(String name) {
        if (ZoneId.getAvailableZoneIds().contains(name)) {
            return Optional.of(ZoneId.of(name));
        }
        return Optional.ofNullable(OLD.get(name)).map(ZoneId::of);
    }

    /** A file of the database by its name, and one that is a link to such a file. */
    private static Optional<ZoneId> file(String path) {
        Optional<ZoneId> direct = inDatabase(path);
        if (direct.isPresent()) {
            return direct;
        }
        try {
            return inDatabase(Path.of(path).toRealPath().toString()).or(() -> ofSystem(path));
        } catch (IOException | InvalidPathException absent) {
            return ofSystem(path);
        }
    }

    private static Optional<ZoneId> inDatabase(String path) {
        int at = path.lastIndexOf(DATABASE);
        return at < 0
                ? Optional.empty()
                : named(path.substring(at + DATABASE.length()).replaceFirst("^(?:posix|right)/", ""));
    }

    /** Where the system's own file is a copy, its name stands beside it; a system without both is in UTC. */
    private static Optional<ZoneId> ofSystem(String path) {
        if (!path.equals("/etc/localtime")) {
            return Optional.empty();
        }
        try {
            return named(Files.readString(Path.of("/etc/timezone")).strip());
        } catch (IOException absent) {
            return Files.exists(Path.of(path)) ? Optional.empty() : Optional.of(ZoneId.of("UTC"));
        }
    }

    @Override
    public String expected() {
        return "a time zone such as Europe/Zurich";
    }
}
