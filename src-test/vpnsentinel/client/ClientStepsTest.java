package vpnsentinel.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.SimpleRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vpnsentinel.engine.Step;
import vpnsentinel.lookup.EchoProviders;
import vpnsentinel.probe.Outside;
import vpnsentinel.probe.ResolverProbe;
import vpnsentinel.probe.ResolverPulse;
import vpnsentinel.probe.ServerAddresses;
import vpnsentinel.probe.StunProbe;
import vpnsentinel.probe.StunServers;
import vpnsentinel.settings.Half;
import vpnsentinel.settings.Settings;
import vpnsentinel.wire.KeepaliveAnswer;

/** The steps of the client's routes keep the contracts that they declare, and routes name no others. */
class ClientStepsTest {
    private static final String KEY = "right-key";
    private static final Pattern REF = Pattern.compile("(?m)[rR]ef: ([a-z-]+)$");
    private static final Pattern ASKED = Pattern.compile("exchangeProperty\\.([a-z-]+)");
    private static final Pattern SET = Pattern.compile("setProperty:\\s+id: [a-z-]+\\s+name: ([a-z-]+)");
    private static final byte[] GREEN = "{\"verdict\":\"green\",\"probe\":\"now\"}".getBytes(UTF_8);

    private final TestClient client = new TestClient();
    private final List<Step> bound = new ArrayList<>();
    private final CamelContext context = new DefaultCamelContext();
    private final Exchange exchange = new DefaultExchange(context);
    private int ends;

    ClientStepsTest() throws Exception {
        Settings settings = Settings.read(
                Map.of(
                        "VPN_SENTINEL_API_KEY", KEY,
                        "VPN_SENTINEL_URL", "http://127.0.0.1:1",
                        "VPN_SENTINEL_EXIT_WITHOUT_NETWORK", "30"),
                Half.CLIENT);
        InstantSource clock = client::now;
        ClientIdentity identity = new ClientIdentity("office", "cafe");
        SimpleRegistry registry = new SimpleRegistry() {
            @Override
            public void bind(String name, Class<?> type, Object bean) {
                bound.add((Step) bean);
                super.bind(name, type, bean);
            }
        };
        try (EchoProviders echoes = Outside.echoes(settings, clock);
                ResolverProbe resolvers = Outside.resolvers(settings);
                ResolverPulse pulse = new ResolverPulse(settings.path("probe.resolv-conf"), resolvers::asked);
                StunProbe stun = StunServers.probe(settings)) {
            new WatchResolverSteps(client.state, client.watch, pulse).bind(registry);
            new ClientSteps(client.state, client.watch, echoes, resolvers, stun, KEY, clock).bind(registry);
        }
        new LostNetworkSteps(settings.duration("watch.exit-without-network"), client.watch, () -> ends++, clock)
                .bind(registry);
        new SendKeepaliveSteps(client.state, KEY).bind(registry);
        new SendBeatSteps(client.state, identity, KEY).bind(registry);
        ServerAddresses server = new ServerAddresses("127.0.0.1", () -> 0);
        KillSwitchSteps.of(settings, client.state, client.watch, identity, SSLContext.getDefault(), server, clock)
                .bind(registry);
    }

    @AfterEach
    void close() throws Exception {
        context.close();
    }

    @Test
    void noTwoStepsHaveOneName() {
        assertThat(bound).extracting(Step::name).doesNotHaveDuplicates().allMatch(name -> name.matches("[a-z-]+"));
    }

    @Test
    void everyContractIsSaidInPlainWords() {
        assertThat(bound)
                .allSatisfy(step -> assertThat(List.of(step.takes(), step.leaves()))
                        .as(step.name())
                        .allMatch(text -> text.matches("|[A-Za-z][^|\\n]*[^.\\s]")));
    }

    @Test
    void everyStepIsOfARouteAndEveryRouteNamesBoundSteps() {
        Set<String> named = hits(REF);
        named.remove("report-failure"); // both halves have it

        assertThat(bound).extracting(Step::name).containsExactlyInAnyOrderElementsOf(named);
    }

    @Test
    void everyPropertyThatARouteAsksForIsLeftByAStepOrSetByARoute() {
        Set<String> left = bound.stream()
                .flatMap(step -> step.properties().stream())
                .collect(Collectors.toCollection(HashSet::new));
        left.addAll(hits(SET));

        assertThat(left).containsAll(hits(ASKED));
        assertThat(hits(SET)).containsExactly("early");
    }

    private static Set<String> hits(Pattern pattern) {
        try (Stream<Path> files = Files.list(Path.of("client-routes"))) {
            return files.map(ClientStepsTest::read)
                    .flatMap(text -> pattern.matcher(text).results())
                    .map(match -> match.group(1))
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aRoundBecomesAKeepaliveAndItsAnswerAnotherRound() throws Exception {
        Message message = exchange.getMessage();

        run("open-round");
        assertThat(message.getBody()).isInstanceOf(Round.class);
        run("drop-overtaken");
        assertThat(exchange.getProperty("still-wanted")).isEqualTo(true);
        assertThat(exchange.getProperty("round-due")).isEqualTo(false);
        run("write-keepalive");
        assertThat(message.getBody()).isInstanceOf(byte[].class);
        assertThat(message.getHeaders()).containsOnlyKeys("X-API-Key", "Content-Type");
        message.setBody(GREEN);
        run("check-answer");
        assertThat(message.getBody()).isInstanceOf(KeepaliveAnswer.class);
        run("take-answer");

        assertThat(message.getBody()).isInstanceOf(Round.class);
        assertThat(message.getHeaders()).isEmpty();
        assertThat(exchange.getProperty("round-due")).isEqualTo(true);
    }

    @Test
    void anAnswerWithoutAVerdictIsAFailureOnceTheServerGaveOne() throws Exception {
        byte[] page = "<html>Back soon</html>".getBytes(UTF_8);
        exchange.getMessage().setBody(page);
        run("check-answer");
        client.deliveries.delivered(client.begin(), TestClient.GREEN);

        exchange.getMessage().setBody(page);

        assertThatThrownBy(() -> run("check-answer")).hasMessage("answer without a verdict");
    }

    @Test
    void aFailedFarewellIsNotRepeated() throws Exception {
        exchange.setProperty("round", client.rounds.farewell());
        exchange.setException(new ForeignAnswer());

        run("note-failure");

        assertThat(exchange.getProperty("retry")).isEqualTo(false);
    }

    @Test
    void whatIsToBeReportedEarlyIsInTheBodyAndNothingElse() throws Exception {
        client.isProtected();
        client.earlyReports.notice();
        client.namespace.tunnelGoesDown();
        client.looks();

        run("notice-change");
        assertThat(exchange.getMessage().getBody()).isInstanceOf(Round.class);
        assertThat(exchange.getProperty("report-due")).isEqualTo(true);
        run("notice-line");

        assertThat(exchange.getMessage().getBody()).isNull();
        assertThat(exchange.getProperty("report-due")).isEqualTo(false);
    }

    @Test
    void aClientWhoseNetworkIsGoneEndsOnceAfterItsTime() throws Exception {
        client.looks();
        run("leave-lost-network");
        client.namespace.isLeft();
        client.looks();
        run("leave-lost-network");
        client.passSeconds(29);
        run("leave-lost-network");
        assertThat(ends).isZero();

        client.passSeconds(1);
        run("leave-lost-network");
        client.passSeconds(1);
        run("leave-lost-network");

        assertThat(ends).isEqualTo(1);
    }

    @Test
    void aBeatSaysWhoItIsAndNothingElse() throws Exception {
        exchange.getMessage().setBody("what was there before");
        exchange.getMessage().setHeader("Stale", "header");

        run("is-beat-due");
        run("write-beat");

        assertThat(exchange.getProperty("beat-due")).isEqualTo(false);
        assertThat(exchange.getMessage().getBody()).isNull();
        assertThat(exchange.getMessage().getHeaders()).containsOnlyKeys("X-API-Key", "X-Client-Id", "X-Boot");
        exchange.getMessage().setBody("{}".getBytes(UTF_8));
        run("take-beat");
        run("note-lost-beat");
    }

    /** Runs the step, which leaves the properties that it declares, and no others. */
    private void run(String name) throws Exception {
        Step step = bound.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
        step.properties().forEach(exchange::removeProperty);
        Set<String> before = Set.copyOf(exchange.getProperties().keySet());

        Exception earlier = exchange.getException();
        step.process(exchange);
        if (exchange.getException() != null && exchange.getException() != earlier) {
            throw exchange.getException();
        }

        Set<String> left = new HashSet<>(exchange.getProperties().keySet());
        left.removeAll(before);
        assertThat(left).as("properties of %s", name).containsExactlyInAnyOrderElementsOf(step.properties());
    }
}
