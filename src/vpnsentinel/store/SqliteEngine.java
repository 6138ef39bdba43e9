package vpnsentinel.store;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * One file in the data folder, written by one thread with one connection, each commit on the disk before it ends. The
 * library under it is unpacked into the folder, too: other places may hold no programs.
 */
final class SqliteEngine implements Engine {
    /** The store's file in the data folder. */
    static final String FILE = "sentinel.db";

    private static final Logger LOG = LoggerFactory.getLogger(Store.class);
    private static final String LIBRARY = "org.sqlite.lib.path";
    private static final String UNPACKED = "org.sqlite.tmpdir";

    private final Path folder;
    private final Path file;
    private Optional<LockFile> lock = Optional.empty();
    private Optional<Object> identity = Optional.empty();

    SqliteEngine(Path folder) {
        this.folder = folder;
        this.file = folder.resolve(FILE);
    }

    static String url(Path file) {
        return "jdbc:sqlite:" + file
                + "?journal_mode=WAL&synchronous=FULL&busy_timeout=10000&transaction_mode=IMMEDIATE";
    }

    /** Lets the library be unpacked into the folder, unless something else is said; says whether it will be. */
    static boolean knowLibrary(Path folder) throws IOException {
        if (System.getProperty(LIBRARY) != null || System.getProperty(UNPACKED) != null) {
            return false;
        }
        Path place = Files.createDirectories(folder.resolve("library"));
        System.setProperty(UNPACKED, place.toString());
        return true;
    }

    /** Deletes what servers that were killed left of their libraries. */
    private static void clean(Path place) throws IOException {
        try (DirectoryStream<Path> left = Files.newDirectoryStream(place, "sqlite-*")) {
            for (Path each : left) {
                Files.deleteIfExists(each);
            }
        }
    }

    @Override
    public int lanes() {
        return 1;
    }

    @Override
    public boolean pools() {
        return false;
    }

    @Override
    public synchronized Connection open() throws SQLException {
        try {
            Files.createDirectories(folder);
            takeLock();
            if (knowLibrary(folder)) {
                clean(folder.resolve("library"));
            }
            NewConnections source = new NewConnections(url(file));
            Schema.prepare(source, this::backup);
            Connection connection = source.getConnection();
            connection.setAutoCommit(false);
            identity = Optional.ofNullable(identityOf(file));
            return connection;
        } catch (IOException | LinkageError e) {
            throw new SQLException(e);
        }
    }

    private void takeLock() throws IOException {
        if (lock.filter(held -> !held.isGone()).isPresent()) {
            return;
        }
        lock.ifPresent(LockFile::close);
        lock = LockFile.take(folder.resolve("sentinel.lock"));
        if (lock.isEmpty()) {
            throw new FolderTaken(folder);
        }
    }

    private String backup(int version) {
        Path target = folder.resolve(
                "sentinel-before-version-" + (version + 1) + "-" + Instant.now().getEpochSecond() + ".db");
        try {
            Backup.write(file, target);
            return target.toString();
        } catch (IOException e) {
            throw new IllegalStateException("no backup could be made before the change: " + e.getMessage(), e);
        }
    }

    private static Object identityOf(Path of) throws IOException {
        Object key = Files.readAttributes(of, java.nio.file.attribute.BasicFileAttributes.class)
                .fileKey();
        return key == null ? "" : key;
    }

    /** Whether the file is still the one that is open: what is written into a file that was deleted goes with the process. */
    @Override
    public synchronized boolean isWell(Connection idle) {
        try {
            if (identity.equals(Optional.of(identityOf(file)))
                    && lock.filter(held -> !held.isGone()).isPresent()) {
                return true;
            }
        } catch (IOException e) {
            // gone
        }
        rescue(idle);
        return false;
    }

    /** Writes all that stands in a file that was deleted into a new one at its place. */
    private void rescue(Connection open) {
        try {
            if (Files.exists(file)) {
                LOG.warn("another file took the place of the store, it is used from now on file={}", file);
                return;
            }
            Files.createDirectories(folder);
            takeLock();
            Path draft = folder.resolve(FILE + ".rescued");
            Files.deleteIfExists(draft);
            open.rollback();
            open.setAutoCommit(true);
            try (Statement copy = open.createStatement()) {
                copy.execute("vacuum into '" + draft.toString().replace("'", "''") + "'");
            }
            Files.deleteIfExists(folder.resolve(FILE + "-wal"));
            Files.deleteIfExists(folder.resolve(FILE + "-shm"));
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
            LOG.warn("the store's file was deleted, and is written anew with all that it held file={}", file);
        } catch (SQLException | IOException e) {
            LOG.warn(
                    "the store's file was deleted, and cannot be written anew file={} cause=\"{}\"",
                    file,
                    e.toString());
        }
    }

    @Override
    public boolean isByWork(Exception failure) {
        if (!(failure instanceof SQLiteException known)) {
            return failure instanceof RuntimeException && !(failure instanceof Schema.NewerStore);
        }
        return switch (SQLiteErrorCode.getErrorCode(known.getResultCode().code & 0xff)) {
            case SQLITE_ERROR, SQLITE_CONSTRAINT, SQLITE_MISMATCH, SQLITE_TOOBIG, SQLITE_RANGE, SQLITE_MISUSE -> true;
            default -> false;
        };
    }

    @Override
    public String words(Exception failure) {
        Throwable cause = failure;
        while (cause instanceof SQLException && !(cause instanceof SQLiteException) && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof FolderTaken || cause instanceof Schema.NewerStore) {
            return file + ": " + cause.getMessage();
        }
        return file + ": " + (cause instanceof SQLiteException known ? words(known) : plain(cause));
    }

    private static String plain(Throwable cause) {
        return cause instanceof java.nio.file.FileSystemException ? "cannot be written: " + cause : cause.toString();
    }

    private static String words(SQLiteException known) {
        SQLiteErrorCode code = known.getResultCode();
        return switch (SQLiteErrorCode.getErrorCode(code.code & 0xff)) {
            case SQLITE_FULL -> "the disk is full";
            case SQLITE_CORRUPT, SQLITE_NOTADB ->
                "the file is damaged (" + code
                        + "): put a backup in its place (./sentinel restore FILE), or move it away" + " and begin anew";
            case SQLITE_READONLY -> "the file or its folder is read-only";
            case SQLITE_CANTOPEN -> "the file cannot be opened";
            case SQLITE_BUSY, SQLITE_LOCKED -> "another program holds the file";
            case SQLITE_IOERR -> "the disk fails (" + code + ")";
            default -> String.valueOf(known.getMessage());
        };
    }

    @Override
    public synchronized void close() {
        lock.ifPresent(LockFile::close);
        lock = Optional.empty();
    }

    /** Another server has the folder. */
    static final class FolderTaken extends IOException {
        private static final long serialVersionUID = 1L;

        FolderTaken(Path folder) {
            super("another server uses the folder " + folder
                    + "; stop it, or give this one a folder of its own (VPN_SENTINEL_DATA_DIR)");
        }
    }
}
