package bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;

/**
 * What one health check takes.
 *
 * @param cpu seconds of CPU, on an average
 * @param peak the most memory that it had, in KiB
 * @param exitCode that of the last one
 */
record HealthCheckCost(double cpu, long peak, int exitCode) {
    private static final int TIMES = 10;

    static HealthCheckCost of(List<String> command, Habitat habitat, Path folder) throws IOException {
        double before = ProcessTime.ofEndedChildren();
        int exitCode = 0;
        long peak = 0;
        for (int i = 0; i < TIMES; i++) {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("check.log").toFile());
            builder.environment().putAll(habitat.settings());
            Process process = builder.start();
            while (process.isAlive()) {
                peak = Math.max(peak, highWater(process.pid()));
            }
            exitCode = process.exitValue();
        }
        return new HealthCheckCost((ProcessTime.ofEndedChildren() - before) / TIMES, peak, exitCode);
    }

    /** The most memory that the process had so far, in KiB. */
    private static long highWater(long pid) {
        try {
            return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .flatMapToLong(line -> LongStream.of(Long.parseLong(line.replaceAll("\\D", ""))))
                    .findFirst()
                    .orElse(0);
        } catch (IOException ended) {
            return 0;
        }
    }
}
