package demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/**
 * Where the demonstration plays: the simulated internet and chat, the real server in a process of its own, and the
 * simulated fleet. Closing it stops everything within 5 s.
 */
final class Stage implements AutoCloseable {
    private static final String CHAT = "4711";
    private static final Duration PATIENCE_WITH_ALL = Duration.ofSeconds(60);
    private static final Duration LAST_ANSWERS = Duration.ofSeconds(5);

    private final AtomicBoolean closed = new AtomicBoolean();
    private final Narrator narrator;
    private final Chat chat;
    private final ScratchFolder folder = new ScratchFolder("sentinel-demo");
    private final Internet internet = new Internet(World.HOME);
    private final BotApi bot = BotApi.start(0, CHAT);
    private final ServerProcess server;
    private final Simulator simulator;
    private final StatusWatch watch;

    /** Sets everything up and waits until the server is ready. */
    Stage(Ports ports, Narrator narrator) {
        this.narrator = narrator;
        this.chat = new Chat(narrator);
        bot.onMessage(message -> chat.receive(message.text()));
        server = new ServerProcess(ports, folder.path(), List.of("-XX:+UseSerialGC", "-Xmx128m"), settings());
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
        try {
            server.awaitReady();
        } catch (IllegalStateException notStarted) {
            close();
            throw notStarted;
        }
        simulator = new Simulator(ports.api("/"), server.key());
        watch = new StatusWatch(server, narrator);
    }

    private Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>(internet.settings());
        settings.put("TELEGRAM_BOT_TOKEN", BotApi.TOKEN);
        settings.put("TELEGRAM_CHAT_ID", CHAT);
        settings.put("VPN_SENTINEL_TELEGRAM_API_URL", bot.url().toString());
        settings.put("VPN_SENTINEL_SERVER_RATE_LIMIT_REQUESTS", "600");
        return settings;
    }

    /** What the server counts at present, as Prometheus reads it. */
    String metrics() {
        return server.get(server.ports().health("/metrics")).body();
    }

    /** A script whose clients announce the interval. */
    DemoScript script(Duration interval) {
        return new DemoScript(
                simulator,
                interval,
                new DemoScript.Crew(
                        () -> bot.says(CHAT, "/status"),
                        () -> bot.says(CHAT, "/status new-york"),
                        () -> bot.fail(BotFault.tooMany(4)),
                        () -> internet.callerIsOn(World.NEW_HOME)));
    }

    /**
     * Plays the scenes, each at its time, or when the server has said what earlier ones about the same client expect,
     * whichever is later.
     *
     * @param speed 2 plays twice as fast; what the server waits for is not shortened
     */
    List<Row> play(List<Scene> scenes, double speed) {
        narrator.begin();
        List<Played> played = new ArrayList<>();
        Duration patience = PATIENCE_WITH_ALL;
        for (Scene scene : scenes) {
            Pause.of(Duration.ofMillis((long) (scene.at().toMillis() / speed)).minus(narrator.now()));
            patience = patience.minus(await(
                    () -> rows(played).stream()
                            .filter(row -> scene.waitsFor(row.scene()))
                            .allMatch(Row::isMet),
                    patience));
            played.add(new Played(scene, scene.at().isZero() ? Duration.ZERO : narrator.now()));
            narrator.event(scene.event());
            scene.act().run();
        }
        await(() -> rows(played).stream().allMatch(Row::isMet), LAST_ANSWERS);
        return rows(played);
    }

    private record Played(Scene scene, Duration at) {}

    /** Waits for something; returns how long it took. */
    private Duration await(BooleanSupplier met, Duration patience) {
        Duration start = narrator.now();
        while (!met.getAsBoolean()
                && narrator.now().minus(start).compareTo(patience) < 0
                && !Thread.currentThread().isInterrupted()) {
            Pause.of(Duration.ofMillis(50));
        }
        return narrator.now().minus(start);
    }

    private List<Row> rows(List<Played> played) {
        return played.stream()
                .map(each -> Row.of(each.scene(), each.at(), watch.changes(), chat.messages()))
                .toList();
    }

    /** The words that the server used for the client, in order. */
    List<String> statuses(String id) {
        return watch.statuses(id);
    }

    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        server.close();
        bot.close();
        internet.close();
        folder.close();
    }
}
