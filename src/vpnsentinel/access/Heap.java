package vpnsentinel.access;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.Comparator;
import java.util.Optional;

/** The heap of this process. */
public final class Heap {
    private static final Optional<MemoryPoolMXBean> OLD = ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP && pool.getCollectionUsage() != null)
            .max(Comparator.comparingLong(pool -> pool.getUsage().getMax()));

    private Heap() {}

    /** How full the part for what lives long was when it was last collected, 0 to 1: what is there to stay. */
    public static double fullAfterCollection() {
        return OLD.map(MemoryPoolMXBean::getCollectionUsage).map(Heap::share).orElse(0.0);
    }

    private static double share(MemoryUsage usage) {
        return usage.getMax() <= 0 ? 0 : (double) usage.getUsed() / usage.getMax();
    }
}
