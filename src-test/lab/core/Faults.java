package lab.core;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** How each service misbehaves now. Thread-safe. */
final class Faults {
    private final Map<String, Fault> faults = new HashMap<>();

    /** The fault of the service. */
    synchronized Fault of(String service) {
        return faults.getOrDefault(service, Fault.Plain.NONE);
    }

    /** From now on the services misbehave so; who hangs for another reason is let go. */
    synchronized void set(Collection<String> services, Fault fault) {
        services.forEach(service -> faults.put(service, fault));
        notifyAll();
    }

    /** All services work again. */
    synchronized void clear() {
        faults.clear();
        notifyAll();
    }

    /** Waits until the service has another fault than this. */
    synchronized void outlast(String service, Fault fault) throws InterruptedException {
        while (of(service).equals(fault)) {
            wait();
        }
    }
}
