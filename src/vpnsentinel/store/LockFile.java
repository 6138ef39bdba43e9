package vpnsentinel.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The sign that a server uses a folder: SQLite itself would let a second one in. Goes with its process. */
final class LockFile implements AutoCloseable {
    private final Path file;
    private final FileChannel channel;
    private final FileLock lock;

    private LockFile(Path file, FileChannel channel, FileLock lock) {
        this.file = file;
        this.channel = channel;
        this.lock = lock;
    }

    /** Takes the lock; empty when another process, or another server in this one, has it. */
    static Optional<LockFile> take(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            @Nullable FileLock lock = channel.tryLock();
            if (lock != null) {
                return Optional.of(new LockFile(file, channel, lock));
            }
        } catch (OverlappingFileLockException e) {
            // by this process
        }
        channel.close();
        return Optional.empty();
    }

    /** Whether the file is gone, so that the next server would not see the lock. */
    boolean isGone() {
        return !lock.isValid() || !Files.exists(file);
    }

    @Override
    public void close() {
        try {
            channel.close(); // and with it the lock
        } catch (IOException e) {
            // it ends with the process
        }
    }
}
