package vpnsentinel.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.BaseUnits;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.io.IOException;
import java.lang.ProcessHandle.Info;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Figures of this process under the names that all Prometheus clients give them: CPU time, and memory where Linux shows it. */
final class ProcessFigures implements MeterBinder {
    private static final Pattern RESIDENT = Pattern.compile("(?m)^VmRSS:\\s+(\\d+) kB$");
    private static final double NANOS = 1e9;

    private final Path status;

    /**
     * Figures that are read when somebody looks.
     *
     * @param status what the kernel says of the process, as proc(5) describes it
     */
    ProcessFigures(Path status) {
        this.status = status;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        FunctionCounter.builder("process.cpu", this, ProcessFigures::cpuSeconds)
                .description("CPU time of this process")
                .baseUnit("seconds")
                .register(registry);
        if (residentBytes() > 0) {
            Gauge.builder("process.resident.memory", this::residentBytes)
                    .description("Memory of this process that is in use")
                    .baseUnit(BaseUnits.BYTES)
                    .register(registry);
        }
    }

    private double cpuSeconds() {
        Info info = ProcessHandle.current().info();
        return info.totalCpuDuration().map(Duration::toNanos).orElse(0L) / NANOS;
    }

    private double residentBytes() {
        try {
            Matcher line = RESIDENT.matcher(Files.readString(status));
            return line.find() ? Long.parseLong(line.group(1)) * 1024.0 : 0;
        } catch (IOException notLinux) {
            return 0;
        }
    }
}
