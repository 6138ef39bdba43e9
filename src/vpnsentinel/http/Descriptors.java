package vpnsentinel.http;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** How many more files and connections the process may open ({@code ulimit -n}), so that it never runs out of them. */
public final class Descriptors {
    /** For files, calls to others, and what nobody thinks of. */
    private static final int LEAST_RESERVE = 32;

    private Descriptors() {}

    /** How many of them connections may use from now on; very many where nobody can tell. */
    public static int room() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
                ? room(system.getMaxFileDescriptorCount(), system.getOpenFileDescriptorCount())
                : Integer.MAX_VALUE;
    }

    static int room(long most, long open) {
        long reserve = Math.max(LEAST_RESERVE, most / 8);
        return (int) Math.max(1, Math.min(Integer.MAX_VALUE, most - open - reserve));
    }
}
