package vpnsentinel.access;

import java.time.Duration;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import vpnsentinel.settings.Settings;

/**
 * How many clients the server takes: as many as were set, else as half of the heap holds; and no new one while memory is
 * short. A client that is known is never refused for want of room.
 */
public final class Capacity {
    private static final String SETTING = "VPN_SENTINEL_SERVER_MOST_CLIENTS";
    /** What one client may come to, with the evidence of a long round and what is remembered of earlier ones. */
    private static final int BYTES_A_CLIENT = 16 * 1024;

    private static final double SCARCE = 0.8;
    private static final Duration LATER = Duration.ofMinutes(1);

    private final int most;
    private final DoubleSupplier heap;

    /**
     * The capacity that the settings want.
     *
     * @param heap how full the heap was after it was last collected, 0 to 1
     */
    public Capacity(Settings settings, DoubleSupplier heap) {
        int set = settings.number("server.most-clients");
        this.most = set > 0 ? set : fitting(Runtime.getRuntime().maxMemory());
        this.heap = heap;
    }

    private static int fitting(long bytes) {
        return (int) Math.min(Integer.MAX_VALUE, Math.max(1_000, bytes / 2 / BYTES_A_CLIENT));
    }

    /** Why a client that is not known yet is refused beside so many that are; empty when there is room. */
    public Optional<Refusal> refuseNew(int known) {
        return trouble(known)
                .map(why -> new Refusal(429, "No room for another client", "The server " + why, Optional.of(LATER)));
    }

    /** What keeps a new client out beside so many; empty when nothing does. */
    public Optional<String> trouble(int known) {
        if (known >= most) {
            return Optional.of("knows " + known + " clients and takes no more than " + most + ", see " + SETTING);
        }
        return heap.getAsDouble() > SCARCE
                ? Optional.of("is short of memory, its heap is more than 80 % full, and takes no new client")
                : Optional.empty();
    }
}
