package bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import demo.ChildJvm;
import demo.Dialect;
import demo.Internet;
import demo.Line;
import demo.Pause;
import demo.Ports;
import demo.ServerProcess;
import demo.SimulatedClient;
import demo.Situation;
import demo.Town;
import demo.World;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vpnsentinel.network.Network;

/** The shipped server and the raw one, each in a process of its own with the same options of the Java machine. */
final class Servers implements AutoCloseable {
    /** Serial collector and a fixed heap, so that neither side grows while it is measured. */
    static final List<String> JVM = List.of("-XX:+UseSerialGC", "-Xms512m", "-Xmx512m", "-Xmn384m", "-Xss512k");

    private static final Pattern ACCEPTED =
            Pattern.compile("(?m)^vpn_sentinel_keepalives_total\\{[^}]*outcome=\"accepted\"[^}]*\\} (\\S+)$");
    private static final Line EXIT =
            Line.of("198.18.100.100", 64510, "Example Exit Pool", Network.Kind.HOSTING, Town.STOCKHOLM);
    private static final Line RESOLVER = EXIT.at("198.18.200.100");
    private static final int POOL = 64;

    private final Internet internet = new Internet(World.HOME);
    private final ServerProcess server;
    private final ChildJvm raw;
    private final Ports ports = Ports.free();

    Servers(Path folder) throws IOException {
        List<Line> pool = new ArrayList<>();
        for (int i = 100; i < 100 + POOL; i++) {
            pool.add(EXIT.at("198.18.100." + i));
            pool.add(RESOLVER.at("198.18.200." + i));
        }
        internet.know(pool);
        server = new ServerProcess(Ports.free(), folder, JVM, settings());
        Runtime.getRuntime().addShutdownHook(new Thread(this::stopServer));
        server.awaitReady();
        String answer = server.post(template()).body();
        raw = ChildJvm.start(
                JVM,
                List.of(RawServer.class.getName(), Integer.toString(ports.api())),
                Map.of(RawServer.ANSWER, new ObjectMapper().readTree(answer).toString()),
                folder.resolve("raw.log"));
        Runtime.getRuntime().addShutdownHook(new Thread(raw::close));
        awaitRaw();
    }

    /** Every limit stays on, with a ceiling that the load does not reach. */
    private Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>(internet.settings());
        settings.put("VPN_SENTINEL_SERVER_RATE_LIMIT_REQUESTS", "1000000000");
        settings.put("VPN_SENTINEL_SERVER_KEY_RATE_LIMIT", "1000000000");
        settings.put("VPN_SENTINEL_TELEGRAM_ENABLED", "false");
        return settings;
    }

    /** A keepalive as the real client writes it, in which the script replaces id, number, and addresses. */
    static byte[] template() {
        Situation safe = Situation.of(EXIT, RESOLVER);
        return new SimulatedClient("bench-0000", Dialect.EVIDENCE, Duration.ofSeconds(300), 1, safe)
                .keepalive(Instant.now());
    }

    private void awaitRaw() {
        Instant end = Instant.now().plusSeconds(20);
        while (server.get(ports.api("/count")).status() != 200) {
            if (!raw.isAlive() || Instant.now().isAfter(end)) {
                throw new IllegalStateException("the raw server did not start; its last words:\n" + raw.lastWords());
            }
            Pause.of(Duration.ofMillis(100));
        }
    }

    String key() {
        return server.key();
    }

    Side ours() {
        URI metrics = server.ports().health("/metrics");
        return new Side("keepalive path", server.ports().api("/"), server.pid(), () -> {
            Matcher sample = ACCEPTED.matcher(server.get(metrics).body());
            return sample.find() ? (long) Double.parseDouble(sample.group(1)) : 0;
        });
    }

    Side raw() {
        return new Side(
                "raw handler",
                ports.api("/"),
                raw.pid(),
                () -> Long.parseLong(server.get(ports.api("/count")).body()));
    }

    private void stopServer() {
        server.close();
        internet.close();
    }

    @Override
    public void close() {
        stopServer();
        raw.close();
    }
}
