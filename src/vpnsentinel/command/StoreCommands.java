package vpnsentinel.command;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.LoggerFactory;
import vpnsentinel.settings.DataFolder;
import vpnsentinel.settings.Half;
import vpnsentinel.settings.Secrets;
import vpnsentinel.settings.Settings;
import vpnsentinel.settings.SettingsException;
import vpnsentinel.store.Backup;

/** {@code ./sentinel backup FILE}, also while the server runs, and {@code ./sentinel restore FILE}, only while it does not. */
public final class StoreCommands {
    private static final int FAILED = 1;
    private static final int WRONG_USAGE = 2;
    private static final String USAGE = "usage: ./sentinel backup FILE | restore FILE";

    private final Settings settings;
    private final PrintStream out;

    private StoreCommands(Settings settings, PrintStream out) {
        this.settings = settings;
        this.out = out;
    }

    /** The words as a program: only the answer is printed. */
    public static int run(List<String> words) {
        ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).setLevel(Level.OFF);
        return run(words, System.getenv(), InstantSource.system(), System.out);
    }

    /** Prints what was done, and returns the exit code: 0, 1 when it cannot be done, 2 for wrong words. */
    static int run(List<String> words, Map<String, String> environment, InstantSource clock, PrintStream out) {
        if (words.size() != 2) {
            out.println(USAGE);
            return WRONG_USAGE;
        }
        try {
            StoreCommands commands = new StoreCommands(Settings.read(environment, Half.SERVER), out);
            Path file = Path.of(words.get(1)).toAbsolutePath().normalize();
            return commands.isElsewhere(words.get(0)) ? FAILED : commands.act(words.get(0), file, clock.instant());
        } catch (SettingsException e) {
            e.problems().forEach(out::println);
        } catch (NoSuchFileException e) {
            out.println("there is no file " + e.getFile());
        } catch (FileAlreadyExistsException e) {
            out.println(e.getFile() + " is there already; name a new file");
        } catch (IOException e) {
            out.println(words.get(0) + " failed: " + Secrets.hide(String.valueOf(e.getMessage())));
        }
        return FAILED;
    }

    /** With a database, its own tools do this. */
    private boolean isElsewhere(String word) {
        if (settings.text("store.url").isEmpty()) {
            return false;
        }
        out.println("the store is in PostgreSQL (VPN_SENTINEL_DB_URL); use its own tools: "
                + (word.equals("backup")
                        ? "pg_dump --format=custom --file=FILE DATABASE"
                        : "stop the server, then pg_restore --clean --dbname=DATABASE FILE"));
        return true;
    }

    private int act(String word, Path file, Instant now) throws IOException {
        Path folder = DataFolder.of(settings);
        if (word.equals("backup")) {
            Backup.write(Backup.storeIn(folder), file);
            out.println("the store is copied to " + file + " (" + Files.size(file) + " bytes)");
        } else {
            if (!Files.isReadable(file)) {
                throw new NoSuchFileException(file.toString());
            }
            Optional<Path> before = Backup.restore(file, folder, now);
            out.println("the store is as it was in " + file + "; messages that waited then are not sent"
                    + before.map(kept -> ". What was there before: " + kept).orElse(""));
        }
        return 0;
    }
}
