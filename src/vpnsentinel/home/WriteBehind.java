package vpnsentinel.home;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes files on one thread of its own, in the order in which they changed: those who change them judge and answer on an
 * event loop, which must not wait for a disk. Thread-safe.
 */
final class WriteBehind implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WriteBehind.class);
    private static final int PATIENCE_S = 2;

    private final Disk disk;
    private final ThreadPoolExecutor thread = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            WriteBehind::daemon,
            new ThreadPoolExecutor.DiscardPolicy()); // what changes after the close is lost with the process

    /** Where files are put. */
    @FunctionalInterface
    interface Disk {
        /** Puts the text in the file's place; readers see the old or the new one, never half of it. */
        void replace(Path file, String text) throws IOException;
    }

    WriteBehind(Disk disk) {
        this.disk = disk;
    }

    /** To the disk of this host. */
    static WriteBehind toDisk() {
        return new WriteBehind(WriteBehind::replace);
    }

    private static Thread daemon(Runnable work) {
        Thread made = new Thread(work, "home-files");
        made.setDaemon(true);
        return made;
    }

    /** Does the work after all that was handed in before it. */
    void later(Runnable work) {
        thread.execute(work);
    }

    /** Puts the text in the file's place now; only for work that was handed in here. */
    void write(Path file, String text) throws IOException {
        disk.replace(file, text);
    }

    private static void replace(Path file, String text) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        Path draft = Files.createTempFile(folder, file.getFileName().toString(), ".new");
        try {
            Files.writeString(draft, text);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /** Writes what is still to be written, and waits for it, but not long: the process ends anyway. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(PATIENCE_S, TimeUnit.SECONDS)) {
                LOG.warn(
                        "the disk is too slow to keep what was learnt last files={}",
                        thread.getQueue().size() + 1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
