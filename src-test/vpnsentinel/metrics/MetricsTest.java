package vpnsentinel.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Timer;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vpnsentinel.dashboard.Samples;
import vpnsentinel.fleet.ClientView;
import vpnsentinel.fleet.Colour;
import vpnsentinel.network.Answer;
import vpnsentinel.network.Fact;
import vpnsentinel.wire.Report;

class MetricsTest {
    private final Metrics metrics = new Metrics("2.0.0");

    @AfterEach
    void close() {
        metrics.close();
    }

    @Test
    void eachKindOfEventIsCountedUnderItsName() {
        metrics.keepalive("accepted");
        metrics.keepalive("accepted");
        metrics.verdict(Colour.RED);
        metrics.messages("sent", () -> 1);
        metrics.provider(new Answer.Missing<>("ipinfo.io", "HTTP 500"));
        metrics.probes(new Report(
                "boot",
                1,
                Duration.ZERO,
                Duration.ZERO,
                List.of(new Answer.Missing<>("ipinfo.io", "HTTP 500")),
                List.of()));

        assertThat(metrics.scrape())
                .contains("vpn_sentinel_keepalives_total{outcome=\"accepted\"} 2.0")
                .contains("vpn_sentinel_verdicts_total{colour=\"red\"} 1.0")
                .contains("vpn_sentinel_messages_total{outcome=\"sent\"} 1.0")
                .contains("vpn_sentinel_provider_answers_total{outcome=\"missing\",provider=\"ipinfo.io\"} 1.0")
                .contains("vpn_sentinel_probe_outcomes_total{outcome=\"missing\",probe=\"exit\"} 1.0")
                .contains("vpn_sentinel_info{version=\"2.0.0\"} 1", "jvm_threads_live_threads");
    }

    @Test
    void clientsAreCountedWhenSomebodyLooks() {
        metrics.clients(() ->
                List.of(Samples.green("a"), Samples.silent("b", Colour.RED), Samples.stopped(Samples.green("c"))));

        assertThat(metrics.scrape())
                .contains("vpn_sentinel_clients{status=\"green\"} 1.0", "vpn_sentinel_clients{status=\"silent\"} 1.0")
                .contains("vpn_sentinel_clients{status=\"stopped\"} 1.0", "vpn_sentinel_clients{status=\"red\"} 0.0");
    }

    @Test
    void eachClientIsShownWithTheStatusThatItHas() {
        List<ClientView> clients =
                new ArrayList<>(List.of(Samples.green("office"), Samples.silent("study", Colour.RED)));
        metrics.clients(() -> clients);
        assertThat(metrics.scrape())
                .contains("vpn_sentinel_client_status{client=\"office\",status=\"green\"} 1.0")
                .contains("vpn_sentinel_client_status{client=\"study\",status=\"silent\"} 1.0")
                .contains("vpn_sentinel_client_last_seen_timestamp_seconds{client=\"office\"} 1.7");

        clients.set(0, Samples.stopped(Samples.green("office")));
        clients.remove(1);

        assertThat(metrics.scrape())
                .contains("vpn_sentinel_client_status{client=\"office\",status=\"stopped\"} 1.0")
                .doesNotContain("status=\"green\"} 1.0", "study");
    }

    @Test
    void aFindingIsCountedOnceAClient() {
        metrics.clients(() -> List.of(
                Samples.with("a", Colour.YELLOW, Fact.DNS_LEAK),
                Samples.with("b", Colour.YELLOW, Fact.DNS_LEAK, Fact.DNS_LEAK)));

        assertThat(metrics.scrape()).contains("vpn_sentinel_findings{colour=\"yellow\",finding=\"dns-leak\"} 2.0");
    }

    @Test
    void ofAVeryLargeFleetTheWorstAreShownOneByOne() {
        List<ClientView> many = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            many.add(Samples.green("client-" + i));
        }
        many.add(Samples.with("exposed", Colour.RED, Fact.EXIT_ON_HOME_LINE));
        metrics.clients(() -> many);

        assertThat(metrics.scrape())
                .contains("vpn_sentinel_clients{status=\"green\"} 1000.0")
                .contains("vpn_sentinel_client_status{client=\"exposed\",status=\"red\"} 1.0");
        assertThat(metrics.scrape().lines().filter(line -> line.startsWith("vpn_sentinel_client_status{")))
                .hasSize(ClientGauges.MOST);
    }

    @Test
    void namesOfLibrariesFollowTheConventionsToo() {
        Timer.builder("camel.route").tag("routeId", "judge-client").register(metrics.registry());

        assertThat(metrics.scrape())
                .contains("camel_route_seconds_count{route_id=\"judge-client\"}")
                .contains("process_cpu_seconds_total ", "system_cpus ")
                .doesNotContain("process_cpu_time_ns", "system_cpu_count");
    }

    @Test
    void aCacheIsReadWhenSomebodyLooks() {
        metrics.cache("lookup", () -> 7, () -> 3, () -> 2);
        metrics.nameServers(() -> 9);

        assertThat(metrics.scrape())
                .contains("vpn_sentinel_cache_reads_total{cache=\"lookup\",outcome=\"hit\"} 7.0")
                .contains("vpn_sentinel_cache_reads_total{cache=\"lookup\",outcome=\"miss\"} 3.0")
                .contains("vpn_sentinel_cache_entries{cache=\"lookup\"} 2.0")
                .contains("vpn_sentinel_dns_questions_total 9.0");
    }

    @Test
    void whatIsReadWhenSomebodyLooksOutlivesACollectionOfGarbage() {
        AtomicLong count = new AtomicLong(7); // a lambda that captures nothing would never be collected
        metrics.messages("sent", count::get);
        metrics.cache("lookup", count::get, count::get, count::get);
        metrics.thirdParties(count::get);
        metrics.nameServers(count::get);
        metrics.clients(() -> List.of(Samples.green("client-" + count)));

        collectGarbage();

        assertThat(metrics.scrape())
                .contains("vpn_sentinel_messages_total{outcome=\"sent\"} 7.0")
                .contains("vpn_sentinel_cache_reads_total{cache=\"lookup\",outcome=\"hit\"} 7.0")
                .contains("vpn_sentinel_cache_reads_total{cache=\"lookup\",outcome=\"miss\"} 7.0")
                .contains("vpn_sentinel_cache_entries{cache=\"lookup\"} 7.0")
                .contains("vpn_sentinel_third_party_requests_total 7.0", "vpn_sentinel_dns_questions_total 7.0")
                .contains("vpn_sentinel_clients{status=\"green\"} 1.0");
    }

    private static void collectGarbage() {
        WeakReference<Object> garbage = new WeakReference<>(new Object());
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> {
            System.gc();
            return garbage.get() == null;
        });
    }

    @Test
    void anEndlessListOfNamesFillsNoMemory() {
        for (int i = 0; i < 1_000; i++) {
            metrics.provider(new Answer.Seen<>("provider-" + i, "203.0.113.7"));
        }

        assertThat(metrics.scrape().lines().filter(line -> line.startsWith("vpn_sentinel_provider_answers_total{")))
                .hasSizeLessThanOrEqualTo(101);
    }
}
