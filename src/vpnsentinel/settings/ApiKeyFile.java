package vpnsentinel.settings;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The API key that a server makes for itself when it is given none, in {@code api-key} in its data folder: 32 random bytes
 * in hexadecimal, readable by owner and group. It is made once, and never printed but by {@code ./sentinel key}.
 */
public final class ApiKeyFile {
    static final String NAME = "api-key";

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 32;

    private ApiKeyFile() {}

    /** Where it is for these settings, whether it exists or not. */
    public static Path of(Settings settings) {
        return settings.path("data.folder").resolve(NAME).toAbsolutePath().normalize();
    }

    /**
     * The settings with the key that was made before, where they have none.
     *
     * @throws StartProblem when there is a file that holds no usable key
     */
    public static Settings found(Settings settings) {
        return has(settings)
                ? settings
                : read(of(settings)).map(settings::withKey).orElse(settings);
    }

    /**
     * The settings of a server with a key in any case: the given one, the one that was made before, or a new one.
     *
     * @throws StartProblem when none can be kept
     */
    public static Settings made(Settings settings) {
        Settings complete = found(settings);
        return has(complete) ? complete : settings.withKey(make(of(settings)));
    }

    private static boolean has(Settings settings) {
        return !settings.text("api.key").isEmpty();
    }

    private static Optional<String> read(Path file) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            String text = Environment.bare(TextFile.read(file));
            if (!text.isEmpty() && SecretType.API_KEY.parse(text).isEmpty()) {
                throw new StartProblem(file + " holds no usable API key: expected " + SecretType.API_KEY.expected()
                        + "; remove it, and the server makes a new one");
            }
            Secrets.add(text);
            return Optional.of(text).filter(key -> !key.isEmpty());
        } catch (IOException e) {
            throw new StartProblem("the API key in " + file + " cannot be read by this user (" + words(e)
                    + "); run as its owner or in its group, or set VPN_SENTINEL_API_KEY");
        }
    }

    private static String make(Path file) {
        byte[] random = new byte[BYTES];
        RANDOM.nextBytes(random);
        String key = HexFormat.of().formatHex(random);
        Secrets.add(key);
        try {
            Path folder = Files.createDirectories(file.getParent());
            Path made = Files.createTempFile(folder, NAME, ".new");
            try {
                Files.writeString(made, key + "\n", StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.SYNC);
                readableByGroup(made);
                publish(made, file);
            } finally {
                Files.deleteIfExists(made);
            }
        } catch (IOException e) {
            throw new StartProblem("there is no API key, and none can be kept in " + file + " (" + words(e)
                    + "); make the folder writable for this user, let VPN_SENTINEL_DATA_DIR name another, or set"
                    + " VPN_SENTINEL_API_KEY (openssl rand -hex 32)");
        }
        return read(file).orElse(key); // another start may have been quicker
    }

    private static void readableByGroup(Path made) throws IOException {
        try {
            Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("r--r-----"));
        } catch (UnsupportedOperationException noModes) {
            made.toFile().setReadOnly();
        }
    }

    /** The whole file appears at once. One that another start made in the meantime stays; an empty one is replaced. */
    private static void publish(Path made, Path file) throws IOException {
        try {
            Files.createLink(file, made); // unlike a rename, it replaces nothing
        } catch (FileAlreadyExistsException e) {
            if (Files.size(file) <= 2) {
                Files.move(made, file, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (UnsupportedOperationException | FileSystemException noLinks) {
            Files.move(made, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static String words(IOException e) {
        String reason = e instanceof FileSystemException file ? file.getReason() : e.getMessage();
        return e instanceof AccessDeniedException
                ? "permission denied"
                : reason == null ? e.getClass().getSimpleName() : reason;
    }
}
