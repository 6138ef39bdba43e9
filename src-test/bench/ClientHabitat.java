package bench;

import demo.Pause;
import demo.Ports;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** What a client meets: its {@link Surroundings}, and somebody who asks how it is. */
final class ClientHabitat implements Habitat {
    private final Surroundings around = new Surroundings();
    private final URI health;
    private final Map<String, String> settings;

    /** A world for a client that makes a round each so many seconds, and keeps its data in the folder. */
    ClientHabitat(Path folder, int interval) {
        int port = Ports.free().health();
        health = URI.create("http://127.0.0.1:" + port + "/client/health/ready");
        settings = new HashMap<>(around.settings(folder, interval, true));
        settings.put("VPN_SENTINEL_HEALTH_MONITOR", "true");
        settings.put("VPN_SENTINEL_HEALTH_BIND", "127.0.0.1");
        settings.put("VPN_SENTINEL_HEALTH_PORT", Integer.toString(port));
    }

    @Override
    public Map<String, String> settings() {
        return settings;
    }

    @Override
    public URI health() {
        return health;
    }

    @Override
    public void exercise(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            HalfProcess.status(health);
            Pause.of(Duration.ofMillis(500));
        }
    }

    @Override
    public void close() {
        around.close();
    }
}
