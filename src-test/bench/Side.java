package bench;

import demo.Pause;
import java.net.URI;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * One of the two servers that are compared.
 *
 * @param name what it is, for people
 * @param address its base address
 * @param pid its process
 * @param recorded how many keepalives it says to have taken so far
 */
record Side(String name, URI address, long pid, LongSupplier recorded) {
    /** Loads the server and takes its time. */
    Measurement measure(Wrk wrk, String key, int connections, int seconds) {
        long before = recorded.getAsLong();
        double cpu = ProcessTime.of(pid);
        double busy = ProcessTime.ofEndedChildren();
        Wrk.Load load = wrk.run(address, key, connections, seconds);
        double spent = ProcessTime.of(pid) - cpu;
        double generator = ProcessTime.ofEndedChildren() - busy;
        Pause.of(Duration.ofMillis(500)); // what was under way at the cut-off is recorded now
        return new Measurement(
                connections,
                load,
                spent / load.requests() * 1e6,
                generator / load.seconds(),
                recorded.getAsLong() - before);
    }
}
