package bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** CPU time of processes as Linux counts it (proc(5)), in seconds; with a resolution of 10 ms where nothing else is said. */
final class ProcessTime {
    private static final double TICKS_A_SECOND = 100;

    private ProcessTime() {}

    /** What the process used so far, all its threads, user and system. */
    static double of(long pid) {
        return sum(Path.of("/proc", Long.toString(pid), "stat"), 14);
    }

    /** What the process's threads used so far, to the nanosecond; what ended threads used is not in it. */
    static double ofThreads(long pid) {
        double sum = 0;
        try (Stream<Path> threads = Files.list(Path.of("/proc", Long.toString(pid), "task"))) {
            for (Path thread : threads.toList()) {
                sum += nanoseconds(thread.resolve("schedstat"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sum / 1e9;
    }

    private static double nanoseconds(Path schedule) {
        try {
            return Double.parseDouble(Files.readString(schedule).split(" ")[0]);
        } catch (IOException ended) {
            return 0;
        }
    }

    /** What this process's ended children used. */
    static double ofEndedChildren() {
        return sum(Path.of("/proc/self/stat"), 16);
    }

    /** The sum of a user and a system field; fields are numbered from 1, the second one is a name in parentheses. */
    private static double sum(Path stat, int field) {
        try {
            String line = Files.readString(stat);
            String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
            return (Long.parseLong(fields[field - 3]) + Long.parseLong(fields[field - 2])) / TICKS_A_SECOND;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
