package bench;

import demo.BotApi;
import demo.Dialect;
import demo.Internet;
import demo.Pause;
import demo.Ports;
import demo.ServerProcess;
import demo.SimulatedClient;
import demo.Simulator;
import demo.Situation;
import demo.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import support.FakeNameServer;

/** What a server meets: a fleet of clients, echo providers, a name server, a bot with its chat, and people who look at pages. */
final class ServerHabitat implements Habitat {
    private static final String CHAT = "4711";
    private static final String KEY = "key-of-the-benchmark";
    private static final Duration INTERVAL = Duration.ofSeconds(60);
    private static final List<String> PAGES = List.of("/dashboard", "/logs");
    private static final List<String> CALLS = List.of("status", "clients", "health", "whoami");
    private static final List<String> CHECKS =
            List.of("/health", "/health/ready", "/health/startup", "/healthz", "/metrics");
    private static final List<String> SAID = List.of("/ping", "/status", "/help", "/status client-1", "hello");

    private final Ports ports = Ports.free();
    private final Internet internet = new Internet(World.HOME);
    private final FakeNameServer names = new FakeNameServer();
    private final BotApi bot = BotApi.start(0, CHAT);
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Simulator fleet = new Simulator(ports.api("/"), KEY);
    private final List<SimulatedClient> clients = new ArrayList<>();
    private final Map<String, String> settings;

    /** A world for a server with so many clients, which keeps its data in the folder. */
    ServerHabitat(Path folder, int clients) throws IOException {
        names.knows(
                "o-o.myaddr.l.google.com",
                "IN",
                "TXT",
                '"' + World.HOME_RESOLVER.address().toString() + '"');
        for (int i = 0; i < clients; i++) {
            this.clients.add(new SimulatedClient(
                    "client-" + i, i % 5 == 4 ? Dialect.FLAT : Dialect.EVIDENCE, INTERVAL, 1, usual(i)));
        }
        settings = new HashMap<>(ServerProcess.environment(ports, folder, KEY, internet.settings()));
        settings.put("TELEGRAM_BOT_TOKEN", BotApi.TOKEN);
        settings.put("TELEGRAM_CHAT_ID", CHAT);
        settings.put("VPN_SENTINEL_TELEGRAM_API_URL", bot.url().toString());
        settings.put("VPN_SENTINEL_SERVER_RATE_LIMIT_REQUESTS", "6000");
        settings.put(
                "VPN_SENTINEL_RESOLV_CONF",
                Files.writeString(folder.resolve("resolv.conf"), names.line()).toString());
    }

    private static Situation usual(int client) {
        return Situation.behind(World.vpns().get(client % World.vpns().size()));
    }

    @Override
    public Map<String, String> settings() {
        return settings;
    }

    @Override
    public URI health() {
        return ports.health("/health");
    }

    /** Where the server counts. */
    URI metrics() {
        return ports.health("/metrics");
    }

    /** Every client reports at once. */
    void allReport() {
        clients.forEach(client -> fleet.sendNow(client).join());
    }

    /** From now on every client reports in its own rhythm. */
    void live() {
        clients.forEach(fleet::join);
    }

    @Override
    public void exercise(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        for (int turn = 0; System.nanoTime() < end; turn++) {
            allReport();
            PAGES.forEach(page -> get(ports.dashboard(page)));
            CALLS.forEach(call -> get(ports.api("/api/v1/" + call)));
            CHECKS.forEach(check -> get(ports.health(check)));
            bot.says(CHAT, SAID.get(turn % SAID.size()));
            SimulatedClient other = clients.get(turn % clients.size());
            other.is(turn % 2 == 0 ? usual(turn).exit(World.HOME) : usual(turn).resolver(World.HOME_RESOLVER));
            Pause.of(Duration.ofMillis(250));
        }
        clients.forEach(client -> client.is(usual(0)));
        fleet.leave(clients.get(0)).join();
    }

    private void get(URI address) {
        try {
            http.send(
                    HttpRequest.newBuilder(address)
                            .timeout(Duration.ofSeconds(10))
                            .header("X-API-Key", KEY)
                            .header("X-Client-Id", "client-1")
                            .header("X-Boot", "0123456789abcdef")
                            .build(),
                    HttpResponse.BodyHandlers.discarding());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        fleet.close();
        bot.close();
        internet.close();
        names.close();
    }
}
