package vpnsentinel.store;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Optional;

/** Copies of a store in one file, whole at one moment, made while a server writes; and the way back. */
public final class Backup {
    private static final String NOT_SENT = "not sent: restored";

    private Backup() {}

    /** The file in which a server with this data folder keeps its store. */
    public static Path storeIn(Path folder) {
        return folder.resolve(SqliteEngine.FILE);
    }

    /**
     * Copies the store.
     *
     * @param target must not be there yet
     */
    public static void write(Path store, Path target) throws IOException {
        if (!Files.exists(store)) {
            throw new NoSuchFileException(store.toString());
        }
        if (Files.exists(target)) {
            throw new FileAlreadyExistsException(target.toString());
        }
        knowLibrary(store);
        try (Connection connection = DriverManager.getConnection(SqliteEngine.url(store));
                PreparedStatement copy = connection.prepareStatement("vacuum into ?")) {
            copy.setString(1, target.toString());
            copy.execute();
        } catch (SQLException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static void knowLibrary(Path store) throws IOException {
        SqliteEngine.knowLibrary(
                Optional.ofNullable(store.toAbsolutePath().getParent()).orElse(Path.of(".")));
    }

    /**
     * Puts the backup in the store's place. What still waited to be told when it was made is old by now, and is not sent.
     *
     * @return where what was there before is kept, empty when nothing was
     * @throws IOException also when the backup is none of this product
     */
    public static Optional<Path> restore(Path backup, Path folder, Instant now) throws IOException {
        Files.createDirectories(folder);
        SqliteEngine.knowLibrary(folder);
        Optional<LockFile> lock = LockFile.take(folder.resolve("sentinel.lock"));
        if (lock.isEmpty()) {
            throw new SqliteEngine.FolderTaken(folder);
        }
        try {
            return replace(folder, draft(backup, folder, now), now);
        } finally {
            lock.get().close();
        }
    }

    private static Path draft(Path backup, Path folder, Instant now) throws IOException {
        Path draft = folder.resolve(SqliteEngine.FILE + ".restored");
        Files.copy(backup, draft, StandardCopyOption.REPLACE_EXISTING);
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + draft)) {
            connection.setAutoCommit(false);
            check(connection);
            expire(connection, now);
            connection.commit();
            return draft;
        } catch (SQLException e) {
            Files.deleteIfExists(draft);
            throw new IOException(e.getMessage(), e);
        }
    }

    private static void check(Connection connection) throws SQLException {
        try (Statement ask = connection.createStatement();
                ResultSet row = ask.executeQuery("pragma integrity_check")) {
            if (!row.next() || !"ok".equals(row.getString(1))) {
                throw new SQLException("the backup is damaged");
            }
        }
        int version = Schema.version(connection);
        if (version == 0) {
            throw new SQLException("it is no store of VPN Sentinel");
        }
        if (version > Schema.VERSION) {
            throw new SQLException("it is of version " + version + ", and this server knows " + Schema.VERSION
                    + " at most: restore it with the server that wrote it");
        }
    }

    private static void expire(Connection connection, Instant now) throws SQLException {
        long at = now.toEpochMilli();
        try (PreparedStatement messages = connection.prepareStatement(
                        "update message set state = 'kept back', reason = ?, done_at = ? where state = 'waiting'");
                PreparedStatement changes = connection.prepareStatement(
                        "update transition set handled_at = ?, reason = ? where handled_at is null")) {
            messages.setString(1, NOT_SENT);
            messages.setLong(2, at);
            messages.executeUpdate();
            changes.setLong(1, at);
            changes.setString(2, NOT_SENT);
            changes.executeUpdate();
        }
    }

    private static Optional<Path> replace(Path folder, Path draft, Instant now) throws IOException {
        Path file = storeIn(folder);
        Optional<Path> before = Optional.empty();
        if (Files.exists(file)) {
            Path aside = folder.resolve("sentinel-before-restore-" + now.getEpochSecond() + ".db");
            for (String part : new String[] {"-wal", "-shm", ""}) { // with what a server that was killed left beside it
                Path from = folder.resolve(SqliteEngine.FILE + part);
                if (Files.exists(from)) {
                    Files.move(from, folder.resolve(aside.getFileName() + part), StandardCopyOption.REPLACE_EXISTING);
                }
            }
            before = Optional.of(aside);
        }
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        return before;
    }
}
