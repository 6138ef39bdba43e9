package vpnsentinel.client;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import vpnsentinel.network.Address;
import vpnsentinel.network.Answer;
import vpnsentinel.network.ResolverSighting;

/** What the client's log says of its resolver, and how often. */
class NewsLogTest {
    private static final Answer<ResolverSighting> EGRESS = new Answer.Seen<>(
            "google",
            new ResolverSighting(
                    "google",
                    "Google",
                    "10.2.0.1",
                    List.of(Address.parse("203.0.113.53").orElseThrow()),
                    List.of(),
                    List.of()));
    private static final Answer<ResolverSighting> NONE =
            new Answer.Missing<>("quad9", "name server 10.2.0.1: NXDOMAIN");

    private final Logger logger = (Logger) LoggerFactory.getLogger(NewsLog.class);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final NewsLog news = new NewsLog();

    @BeforeEach
    void listen() {
        lines.start();
        logger.addAppender(lines);
    }

    @AfterEach
    void leave() {
        logger.detachAppender(lines);
    }

    @Test
    void aProtocolIsToldOnceAndItsAbsenceIsNoNews() {
        round(List.of(EGRESS, quad("dot")));
        round(List.of(EGRESS, NONE));
        round(List.of(EGRESS, quad("dot")));
        round(List.of(EGRESS, quad("do53-udp")));

        assertThat(told("resolver is asked"))
                .containsExactly("the resolver is asked by dot", "the resolver is asked by do53-udp");
        assertThat(told("cannot be verified")).isEmpty();
    }

    @Test
    void aProtocolAloneVerifiesNoResolver() {
        round(List.of(EGRESS));

        round(List.of(quad("dot")));

        assertThat(told("resolver cannot be verified")).hasSize(1);
    }

    @Test
    void aNamespaceThatWasLeftIsToldOnceAndWhenItIsOver() {
        news.orphaned(false);
        news.orphaned(true);
        news.orphaned(true);
        assertThat(told("no interface but the loopback is left"))
                .singleElement()
                .asString()
                .contains("restart the client");

        news.orphaned(false);
        news.orphaned(false);
        assertThat(told("beside the loopback again")).hasSize(1);
    }

    @Test
    void aFailureIsToldOnceAndThenHourly() {
        Instant start = Instant.parse("2026-11-22T08:00:00Z");
        for (int s = 0; s <= 3_600; s += 30) {
            news.failed(failure(start, "connection refused"), start.plusSeconds(s));
            news.failed(failure(start, "time-out"), start.plusSeconds(s));
        }

        assertThat(told("keepalive not delivered: connection refused; ")).hasSize(2);
        assertThat(told("keepalive not delivered: time-out; ")).hasSize(2);

        news.delivered(
                failure(start, "time-out"), new Delivery.Delivered(start.plusSeconds(4_000), Optional.of("green")));
        assertThat(told("takes keepalives"))
                .containsExactly("server takes keepalives again, after 4000 s, verdict green");
    }

    private static Delivery.Failed failure(Instant since, String reason) {
        return new Delivery.Failed(since, 0, reason, Optional.empty());
    }

    @Test
    void aVerdictThatChangesIsOneShortLine() {
        Delivery.Delivered green = new Delivery.Delivered(Instant.EPOCH, Optional.of("green"));
        Delivery.Delivered red = new Delivery.Delivered(Instant.EPOCH, Optional.of("red"));

        news.delivered(green, red);
        news.delivered(red, red);

        assertThat(told("verdict")).containsExactly("verdict: green → red");
    }

    private void round(List<Answer<ResolverSighting>> answers) {
        Round round = Round.timed(
                new Schedule.Begun(true, 0), Instant.EPOCH, new Round.Start(Instant.EPOCH, 0, 0, Optional.empty()));
        round.sawResolvers(answers, Round.ResolverPlace.UNKNOWN);
        news.saw(round);
    }

    private static Answer<ResolverSighting> quad(String word) {
        return new Answer.Seen<>(
                "quad9",
                new ResolverSighting("quad9", "Quad9", "10.2.0.1", List.of(), List.of(), List.of(), Optional.of(word)));
    }

    private List<String> told(String part) {
        return new ArrayList<>(lines.list)
                .stream()
                        .map(ILoggingEvent::getFormattedMessage)
                        .filter(line -> line.contains(part))
                        .toList();
    }
}
