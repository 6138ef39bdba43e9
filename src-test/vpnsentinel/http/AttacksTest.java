package vpnsentinel.http;

import static org.assertj.core.api.Assertions.assertThat;
import static support.RunningServer.await;
import static vpnsentinel.http.DoorStage.get;
import static vpnsentinel.http.DoorStage.keyed;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.vertx.core.net.PemKeyCertOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import support.Certificates;
import support.RawConnection;

/** What a listener does with those who want to use it up: each pays with its own connection, and nobody else with anything. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class AttacksTest {
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final byte[] LARGE = new byte[8 << 20];

    private final AtomicInteger made = new AtomicInteger();
    private final CountDownLatch going = new CountDownLatch(1);
    private final CountDownLatch begun = new CountDownLatch(1);
    private Optional<DoorStage> stage = Optional.empty();

    private final RouteBuilder routes = new RouteBuilder() {
        @Override
        public void configure() {
            from("platform-http:/quick?httpMethodRestrict=GET").process(exchange -> answer(exchange, "quick"));
            from("platform-http:/large?httpMethodRestrict=GET").process(exchange -> answer(exchange, LARGE));
            from("worker-http:/slow?httpMethodRestrict=GET").process(exchange -> {
                begun.countDown();
                going.await(30, TimeUnit.SECONDS);
                answer(exchange, "slow");
            });
            from("platform-http:/echo?httpMethodRestrict=POST&consumes=application/json")
                    .process(exchange -> answer(exchange, exchange.getMessage().getBody()));
        }
    };

    private void answer(Exchange exchange, Object body) {
        made.incrementAndGet();
        exchange.getMessage().removeHeaders("*");
        exchange.getMessage().setBody(body);
    }

    private DoorStage open(Limits limits, Guard guard) throws Exception {
        DoorStage opened = new DoorStage(limits, guard, Optional.empty(), routes);
        stage = Optional.of(opened);
        return opened;
    }

    private DoorStage open(Limits limits) throws Exception {
        return open(limits, DoorStage.KNOWING);
    }

    private static Limits patient(int connections, int perSource) {
        return new Limits(connections, perSource, LONG, LONG, LONG, Long.MAX_VALUE);
    }

    @AfterEach
    void close() throws Exception {
        going.countDown();
        if (stage.isPresent()) {
            stage.get().close();
        }
    }

    @Test
    void whoAsksAndDoesNotReadGetsOneAnswerMade() throws Exception {
        DoorStage door = open(patient(100, 100));

        door.narrow().send(get("/large").repeat(20));
        await().until(() -> made.get() == 1);
        String other = door.connect().send(get("/quick")).until("quick");

        assertThat(other).startsWith("HTTP/1.1 200 ");
        assertThat(made).as("answers made, that of the other included").hasValue(2);
    }

    @Test
    void whoLeavesAnAnswerUnreadIsCutOff() throws Exception {
        DoorStage door = open(new Limits(100, 100, LONG, LONG, Duration.ofMillis(200), Long.MAX_VALUE));
        RawConnection lazy = door.narrow().send(get("/large"));
        await().until(() -> made.get() == 1);

        await().until(() -> door.connections() == 0);

        assertThat(lazy.untilClosed().length()).isLessThan(LARGE.length);
    }

    @Test
    void whatWaitsToBeReadHasABoundInAll() throws Exception {
        DoorStage door = open(new Limits(100, 100, LONG, LONG, LONG, LARGE.length + 1000));
        RawConnection first = door.narrow().send(get("/large"));
        await().until(() -> made.get() == 1);

        String second =
                door.connect().send(get("/large", "Connection: close\r\n")).untilClosed();

        assertThat(second.length()).isGreaterThan(LARGE.length);
        assertThat(first.untilClosed().length()).isLessThan(LARGE.length);
    }

    @Test
    void whoSendsRequestAfterRequestWithoutWaitingIsCutOff() throws Exception {
        DoorStage door = open(patient(100, 100));

        door.connect().send(get("/slow") + get("/quick").repeat(2_000)).untilClosed();

        assertThat(made.get()).isZero();
    }

    @Test
    void someRequestsAtOnceAreAnsweredInTheirOrder() throws Exception {
        DoorStage door = open(patient(100, 100));
        RawConnection eager = door.connect().send(get("/slow") + get("/quick").repeat(20) + get("/nowhere"));
        going.countDown();

        String answers = eager.until("}");

        assertThat(answers).containsSubsequence("slow", "quick", "Not found");
        assertThat(answers.split("quick", -1)).hasSize(21);
    }

    @Test
    void aStrangersConnectionEndsAfterAFewRefusals() throws Exception {
        DoorStage door = open(patient(100, 100), DoorStage.STRICT);

        String answers = door.connect().send(get("/quick").repeat(10)).untilClosed();

        assertThat(answers.split("HTTP/1.1 401", -1)).hasSize(4);
        assertThat(answers).containsOnlyOnce("connection: close");
    }

    @Test
    void aClientsConnectionStaysWhateverItAsksFor() throws Exception {
        DoorStage door = open(patient(100, 100), DoorStage.STRICT);
        RawConnection client = door.connect();

        for (int i = 0; i < 10; i++) {
            assertThat(client.send(keyed("/nowhere")).until("}")).startsWith("HTTP/1.1 404 ");
        }
        assertThat(client.send(keyed("/quick")).until("quick")).startsWith("HTTP/1.1 200 ");
    }

    @Test
    void aStrangerHasFewConnectionsAndOthersNoFewer() throws Exception {
        DoorStage door = open(patient(100, 3));
        RawConnection client = door.connect().send(keyed("/quick"));
        client.until("quick");
        List<RawConnection> many = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            RawConnection one = door.connect();
            assertThat(one.send(get("/quick")).until("quick")).startsWith("HTTP/1.1 200 ");
            many.add(one);
        }

        for (RawConnection old : many.subList(0, 7)) {
            assertThat(old.untilClosed()).isEmpty();
        }
        assertThat(many.get(7).send(get("/quick")).until("quick")).startsWith("HTTP/1.1 200 ");
        assertThat(client.send(get("/quick")).until("quick")).startsWith("HTTP/1.1 200 ");
        assertThat(door.connectFrom("127.0.0.2").send(get("/quick")).until("quick"))
                .startsWith("HTTP/1.1 200 ");
    }

    @Test
    void whoWasRefusedGivesWayBeforeWhoIsOlder() throws Exception {
        DoorStage door = open(patient(100, 2), DoorStage.STRICT);
        RawConnection honest = door.connect();
        await().until(() -> door.connections() == 1);
        RawConnection refused = door.connect().send(get("/quick"));
        refused.until("}");

        door.connect().send(keyed("/quick")).until("quick");

        assertThat(refused.untilClosed()).isEmpty();
        assertThat(honest.send(keyed("/quick")).until("quick")).startsWith("HTTP/1.1 200 ");
    }

    @Test
    void whereThereIsNoRoomTheOldestStrangerGivesWayAndNoClientDoes() throws Exception {
        DoorStage door = open(patient(3, 100));
        RawConnection client = door.connect().send(keyed("/quick"));
        client.until("quick");
        RawConnection stranger = door.connectFrom("127.0.0.2").send(get("/quick"));
        stranger.until("quick");

        for (int i = 0; i < 2; i++) {
            assertThat(door.connect().send(keyed("/quick")).until("quick")).startsWith("HTTP/1.1 200 ");
        }

        assertThat(stranger.untilClosed()).isEmpty();
        assertThat(door.connect().send(keyed("/quick")).untilClosed()).isEmpty();
        assertThat(client.send(get("/quick")).until("quick")).startsWith("HTTP/1.1 200 ");
    }

    @Test
    void whoNeverEndsTheHandshakeCountsToo(@TempDir Path folder) throws Exception {
        Certificates.SelfSigned pair = Certificates.local(folder);
        PemKeyCertOptions pem = new PemKeyCertOptions()
                .setCertPath(pair.certificate().toString())
                .setKeyPath(pair.key().toString());
        DoorStage door = new DoorStage(patient(100, 3), DoorStage.KNOWING, Optional.of(pem), routes);
        stage = Optional.of(door);

        RawConnection first = door.connect();
        for (int i = 0; i < 3; i++) {
            door.connect();
        }

        assertThat(first.untilClosed()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/quick", "/echo", "/nowhere"})
    void aBodyThatIsNoneIsRefusedAndItsConnectionEnds(String path) throws Exception {
        DoorStage door = open(patient(100, 100));

        try (Log log = new Log()) {
            List<RawConnection> many = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                many.add(door.connect()
                        .send("POST " + path + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                                + "Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n"));
            }
            for (RawConnection each : many) {
                assertThat(each.untilClosed()).matches("(?s)HTTP/1.1 4(00|0[45]) .*");
            }
            assertThat(log.lines()).as("lines in the log").hasSizeLessThanOrEqualTo(1);
        }
        assertThat(made).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: x%00",
                "Host: \u0001",
                "Host: [::1",
                "Host: a b",
                "Host: x:99999999",
                "Host: x\r\nContent-Length: 5\r\nContent-Length: 6",
                "Host: x\r\nContent-Length: -5",
                "Host: x\r\nExpect: 200-nonsense",
                "Host: x\r\nX-Forwarded-For: \u00ff\u00fe",
                "Host: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: x",
            })
    void aHeadThatIsOddIsAnsweredWithoutMuchAdo(String headers) throws Exception {
        DoorStage door = open(patient(100, 100));

        try (Log log = new Log()) {
            for (String path :
                    List.of("/quick", "/nowhere", "/quick?x=%zz", "/%00", "//", "*", "http://[", "/%u0000")) {
                String answer = door.connect()
                        .send("GET " + path + " HTTP/1.1\r\n" + headers + "\r\nX-Last: 1\r\n\r\n")
                        .until("\r\n\r\n");

                assertThat(answer).as(path).matches("(?s)HTTP/1.1 [24]\\d\\d .*");
            }
            assertThat(log.lines()).as("lines in the log").hasSizeLessThanOrEqualTo(1);
            assertThat(log.traces()).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({"/echo, 413", "/nowhere, 404", "/quick, 405"})
    void aBodyThatIsTooLargeIsNotReadAndPathAndMethodComeFirst(String path, int status) throws Exception {
        DoorStage door = open(patient(100, 100));

        String answer = door.connect()
                .send("POST " + path + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                        + "Content-Length: 99999999999\r\n\r\n")
                .until("}");

        assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
        assertThat(made).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/9.9", "HTTP/2.0", "SECRET/1.1"})
    void aVersionThatNobodyKnowsIsNotSaidBack(String version) throws Exception {
        DoorStage door = open(patient(100, 100));

        String answer = door.connect()
                .send("GET /quick " + version + "\r\nHost: x\r\n\r\n")
                .untilClosed();

        assertThat(answer).startsWith("HTTP/1.1 400 ").doesNotContain(version);
    }

    @Test
    void aStopLetsRequestsInFlightEnd() throws Exception {
        DoorStage door = open(patient(100, 100));
        RawConnection idle = door.connect().send(get("/quick"));
        idle.until("quick");
        RawConnection busy = door.connect().send(get("/slow"));
        assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
        Thread stopping = new Thread(door::stop);

        stopping.start();
        assertThat(idle.untilClosed()).isEmpty();
        going.countDown();

        assertThat(busy.untilClosed())
                .startsWith("HTTP/1.1 200 ")
                .contains("connection: close")
                .contains("slow");
        stopping.join();
    }

    @Test
    void aStopWaitsForNobodyForever() throws Exception {
        DoorStage door = open(patient(100, 100));
        RawConnection busy = door.connect().send(get("/slow"));
        assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();

        door.stop();

        assertThat(busy.untilClosed()).isEmpty();
    }

    /** What is logged meanwhile. */
    private static final class Log implements AutoCloseable {
        private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        private final ListAppender<ILoggingEvent> kept = new ListAppender<>();

        Log() {
            kept.start();
            root.addAppender(kept);
        }

        List<String> lines() {
            return List.copyOf(kept.list).stream()
                    .filter(line -> line.getLevel().isGreaterOrEqual(Level.INFO))
                    .map(ILoggingEvent::getFormattedMessage)
                    .toList();
        }

        long traces() {
            return List.copyOf(kept.list).stream()
                    .filter(line -> line.getThrowableProxy() != null)
                    .count();
        }

        @Override
        public void close() {
            root.detachAppender(kept);
        }
    }
}
