package vpnsentinel.http;

import static org.assertj.core.api.Assertions.assertThat;
import static support.RunningServer.await;
import static vpnsentinel.http.DoorStage.get;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import support.RawConnection;

/** How often an answer is made when many ask for it. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class SharedAnswersTest {
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger made = new AtomicInteger();
    private final Semaphore may = new Semaphore(0);
    private DoorStage stage;

    @BeforeEach
    void open() throws Exception {
        stage = new DoorStage(Limits.of(1000, 1000), DoorStage.KNOWING, Optional.empty(), new RouteBuilder() {
            @Override
            public void configure() {
                from("worker-http:/all?httpMethodRestrict=GET,HEAD").process(exchange -> {
                    answer(exchange);
                    Reply.forAll(exchange);
                });
                from("worker-http:/one?httpMethodRestrict=GET").process(SharedAnswersTest.this::answer);
                from("worker-http:/costly?httpMethodRestrict=GET").process(exchange -> {
                    work();
                    answer(exchange);
                    Reply.forAll(exchange);
                });
                from("worker-http:/fails?httpMethodRestrict=GET").process(exchange -> {
                    throw new IllegalStateException("on purpose");
                });
            }
        });
    }

    private void answer(Exchange exchange) throws InterruptedException {
        begun.incrementAndGet();
        may.tryAcquire(20, TimeUnit.SECONDS);
        Reply.with(exchange, 200, "text/plain", "made " + made.incrementAndGet() + "!");
    }

    /** Keeps a processor busy. */
    private static void work() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long end = threads.getCurrentThreadCpuTime() + TimeUnit.MILLISECONDS.toNanos(100);
        while (threads.getCurrentThreadCpuTime() < end) {
            Thread.onSpinWait();
        }
    }

    @AfterEach
    void close() throws Exception {
        may.release(1000);
        stage.close();
    }

    private List<RawConnection> crowd(int size, String request) {
        List<RawConnection> all = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            all.add(stage.connect().send(request));
        }
        return all;
    }

    @Test
    void thoseWhoWaitShareTheAnswerThatIsMadeNext() {
        int before = DoorStage.ASKED.get();
        RawConnection first = stage.connect().send(get("/all"));
        await().until(() -> begun.get() == 1);
        List<RawConnection> later = crowd(20, get("/all"));
        await().until(() -> DoorStage.ASKED.get() == before + 21);
        may.release(1000);

        assertThat(first.until("!")).contains("made 1!");
        for (RawConnection each : later) {
            assertThat(each.until("!")).startsWith("HTTP/1.1 200 ").containsPattern("made [123]!");
        }
        assertThat(made.get()).isBetween(1, 3);
    }

    @Test
    void whoComesLaterSeesWhatHappenedMeanwhile() {
        may.release(3);
        RawConnection one = stage.connect();

        for (int i = 1; i <= 3; i++) {
            assertThat(one.send(get("/all")).until("!")).contains("made " + i + "!");
        }
    }

    @Test
    void aCrowdCostsNoMoreThanAFew() {
        may.release(1000);
        long began = System.nanoTime();
        RawConnection one = stage.connect();

        for (int i = 0; i < 100; i++) {
            assertThat(one.send(get("/costly")).until("!")).contains("HTTP/1.1 200 ");
        }

        long seconds = 1 + TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began);
        assertThat((long) made.get()).isLessThanOrEqualTo(4 * (seconds + 1));
    }

    @Test
    void whatCostsLittleIsMadeAnew() {
        may.release(1000);
        RawConnection one = stage.connect();

        for (int i = 1; i <= 20; i++) {
            assertThat(one.send(get("/all")).until("!")).contains("made " + i + "!");
        }
    }

    @Test
    void whatDiffersIsMadeForEach() {
        may.release(1000);

        assertThat(stage.connect().send(get("/all?x=1")).until("!")).contains("made 1!");
        assertThat(stage.connect().send(get("/all?x=2")).until("!")).contains("made 2!");
        assertThat(stage.connect().send(get("/all", "Cookie: a=b\r\n")).until("!"))
                .contains("made 3!");
        for (int i = 4; i < 20; i++) {
            assertThat(stage.connect().send(get("/one")).until("!")).contains("made " + i + "!");
        }
    }

    @Test
    void aHeadAloneIsSharedAsOne() {
        may.release(1000);
        RawConnection one = stage.connect();

        for (int i = 0; i < 10; i++) {
            String head = one.send(get("/all").replace("GET", "HEAD")).until("\r\n\r\n");

            assertThat(head).startsWith("HTTP/1.1 200 ").containsIgnoringCase("content-type: text/plain");
        }
    }

    @Test
    void aFailureIsNobodyElses() {
        may.release(1000);

        for (RawConnection each : crowd(10, get("/fails"))) {
            assertThat(each.until("\r\n\r\n")).startsWith("HTTP/1.1 500 ");
        }
    }

    @Test
    void moreThanCanBeMadeIsRefusedAtOnce() {
        List<RawConnection> many = crowd(200, get("/one"));
        await().until(() -> begun.get() > 0 && stage.connections() == many.size());
        may.release(1000);

        List<String> answers = many.stream().map(each -> each.until("\r\n\r\n")).toList();

        assertThat(answers).anyMatch(answer -> answer.startsWith("HTTP/1.1 200 "));
        assertThat(answers).anyMatch(answer -> answer.startsWith("HTTP/1.1 503 ") && answer.contains("Retry-After: 1"));
    }
}
