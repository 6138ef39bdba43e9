package vpnsentinel.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vpnsentinel.fleet.Fleet;
import vpnsentinel.fleet.KeptClient;
import vpnsentinel.fleet.Status;
import vpnsentinel.fleet.Transition;
import vpnsentinel.home.HomeLine;
import vpnsentinel.home.Homes;
import vpnsentinel.lookup.GeoFiles;
import vpnsentinel.lookup.NetworkDirectory;
import vpnsentinel.metrics.Metrics;
import vpnsentinel.network.Answer;
import vpnsentinel.settings.Half;
import vpnsentinel.settings.Settings;
import vpnsentinel.store.Ids;
import vpnsentinel.store.OpenTransition;
import vpnsentinel.store.Stores;
import vpnsentinel.store.TransitionBook;

/** From the fleet to raise-alert: the shipped route announce-transition, with a stand-in behind it that a test holds back. */
class AnnounceTransitionRouteTest {
    private static final int MANY = 20_000;
    private static final Duration SOON = Duration.ofSeconds(60);

    private final TransitionBook book = new TransitionBook(Stores.none(), new Ids(() -> Sights.NOW));
    private final List<OpenTransition> plainly = new CopyOnWriteArrayList<>();
    private final List<Object> raised = new CopyOnWriteArrayList<>();
    private final CountDownLatch gate = new CountDownLatch(1);
    private final DefaultCamelContext context = new DefaultCamelContext();
    private final Metrics metrics = new Metrics("2.0.0");

    @BeforeEach
    void start() throws Exception {
        context.addComponent("fleet", new FleetComponent(new OpenChanges(book, plainly::add), () -> Sights.NOW));
        metrics.bind(context.getRegistry());
        new AnnounceSteps(fleet(), Duration.ofMinutes(15), () -> HomeLine.UNKNOWN, () -> Sights.NOW)
                .bind(context.getRegistry());
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:raise-alert").process(exchange -> {
                    gate.await();
                    raised.add(exchange.getMessage().getBody());
                });
            }
        });
        load();
        context.start();
    }

    private static Fleet fleet() throws Exception {
        Settings settings = Settings.read(Map.of("VPN_SENTINEL_API_KEY", "k"), Half.SERVER);
        NetworkDirectory nobody = new NetworkDirectory(
                new GeoFiles(List.of(), () -> Sights.NOW), address -> new Answer.Missing<>("nobody", "not asked"));
        Homes homes = Homes.forgetful(settings);
        return new Fleet(
                settings, nobody, site -> homes.line(site, Sights.NOW), homes.familiar(), each -> {}, Sights.NOW);
    }

    private void load() throws Exception {
        Path file = Path.of("server-routes/announce-transition.camel.yaml");
        PluginHelper.getRoutesLoader(context)
                .updateRoutes(ResourceHelper.fromString("file:" + file.getFileName(), Files.readString(file)));
    }

    @AfterEach
    void stop() {
        gate.countDown();
        context.stop();
        metrics.close();
    }

    private void happens(Transition change) {
        KeptClient client = new KeptClient(change.client().id(), change.to(), Sights.NOW, Sights.NOW, "{}");
        book.keep(client, List.of(change)).join();
    }

    private static List<Transition> many(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Sights.of("client-" + i, Status.GREEN).stoppedInOrder())
                .map(each -> each.after(Transition.Kind.EXIT_MOVED, Status.GREEN, Duration.ZERO))
                .toList();
    }

    @Test
    void howeverLongTheRouteIsHeldBackNoChangeIsRefusedLostOrOutOfOrder() {
        List<Transition> changes = many(MANY);

        changes.forEach(this::happens);
        gate.countDown();

        await().atMost(SOON).until(() -> raised.size() == MANY);
        assertThat(raised).isEqualTo(changes);
        assertThat(metrics.scrape())
                .contains("vpn_sentinel_transitions_total{kind=\"exit-moved\",to=\"green\"} 20000.0")
                .contains("vpn_sentinel_transitions_total Changes of a client's state")
                .doesNotContain("client-1");
    }

    @Test
    void changesBeforeTheRoutesRunWaitForThem() throws Exception {
        context.removeRouteDefinitions(context.getRouteDefinitions().stream()
                .filter(route -> route.getId().equals("announce-transition"))
                .toList());
        List<Transition> changes = many(3);
        changes.forEach(this::happens);

        gate.countDown();
        load();

        await().atMost(SOON).until(() -> raised.size() == 3);
        assertThat(raised).isEqualTo(changes);
    }

    @Test
    void aRouteThatTakesTheOthersPlaceGoesOnWhereThatStopped() throws Exception {
        List<Transition> changes = many(1_000);
        gate.countDown();

        for (int i = 0; i < changes.size(); i++) {
            happens(changes.get(i));
            if (i % 50 == 25) {
                load();
            }
        }

        await().atMost(SOON).until(() -> raised.size() >= changes.size());
        assertThat(raised).isEqualTo(changes);
    }
}
