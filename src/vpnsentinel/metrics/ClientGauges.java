package vpnsentinel.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vpnsentinel.fleet.ClientView;
import vpnsentinel.fleet.ColouredFinding;
import vpnsentinel.fleet.Status;

/** What is shown of the clients: the count of each status and finding, and for the worst of them the status of each. */
final class ClientGauges {
    /** Most clients that are shown one by one: each of them costs memory here and in Prometheus. */
    static final int MOST = 200;

    private static final String STOPPED = "stopped";
    private static final Comparator<ClientView> WORST_FIRST = Comparator.comparing(
                    (ClientView client) -> client.stopped() || client.status() == Status.GREEN)
            .thenComparing(ClientView::status)
            .thenComparing(ClientView::id);

    private final Supplier<List<ClientView>> clients;
    private final MultiGauge counts;
    private final MultiGauge findings;
    private final MultiGauge statuses;
    private final MultiGauge seen;

    ClientGauges(MeterRegistry registry, Supplier<List<ClientView>> clients) {
        this.clients = clients;
        counts = gauge("clients", "Clients by status").register(registry);
        findings = gauge("findings", "Clients by what is found of them").register(registry);
        statuses = gauge("client.status", "Status of a client, which the label names; always 1")
                .register(registry);
        seen = gauge("client.last.seen.timestamp", "When a client was last heard from, in Unix time")
                .baseUnit("seconds")
                .register(registry);
    }

    private static MultiGauge.Builder gauge(String name, String description) {
        return MultiGauge.builder(Metrics.PREFIX + name).description(description);
    }

    /** Looks at the clients. */
    void renew() {
        List<ClientView> all = clients.get();
        List<ClientView> shown = all.stream().sorted(WORST_FIRST).limit(MOST).toList();
        counts.register(counted(all), true);
        findings.register(found(all), true);
        statuses.register(
                rows(shown, client -> Row.of(Tags.of("client", client.id(), "status", word(client)), 1)), true);
        seen.register(
                rows(
                        shown,
                        client -> Row.of(
                                Tags.of("client", client.id()),
                                client.lastSeen().getEpochSecond())),
                true);
    }

    private static List<Row<?>> rows(List<ClientView> clients, Function<ClientView, Row<?>> row) {
        return clients.stream().<Row<?>>map(row).toList();
    }

    /** All statuses, also those that nobody has: who asks for an absent series gets no answer instead of none. */
    private static List<Row<?>> counted(List<ClientView> clients) {
        Map<String, Long> by =
                clients.stream().collect(Collectors.groupingBy(ClientGauges::word, Collectors.counting()));
        return Stream.concat(Stream.of(Status.values()).map(Status::word), Stream.of(STOPPED))
                .<Row<?>>map(status -> Row.of(Tags.of("status", status), by.getOrDefault(status, 0L)))
                .toList();
    }

    private static List<Row<?>> found(List<ClientView> clients) {
        Map<Tags, Long> by = clients.stream()
                .flatMap(client ->
                        client.findings().stream().map(ClientGauges::labels).distinct())
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        return by.entrySet().stream()
                .<Row<?>>map(entry -> Row.of(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static Tags labels(ColouredFinding found) {
        return Tags.of(
                "colour", found.colour().word(), "finding", found.finding().id());
    }

    private static String word(ClientView client) {
        return client.stopped() ? STOPPED : client.status().word();
    }
}
