package vpnsentinel.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import support.FakeEcho;
import support.SteppedClock;
import vpnsentinel.network.Address;
import vpnsentinel.network.Answer;
import vpnsentinel.network.ExitSighting;

/** Each family has a line, a turn, and a doubt of its own, and is asked no more often than needed. */
class EchoFamiliesTest {
    private static final Duration INTERVAL = Duration.ofSeconds(300);
    private static final EchoWay SIX = EchoWay.of("v6", "json", false);

    private final SteppedClock clock = new SteppedClock();
    private final FakeEcho a = new FakeEcho("a", "A", "203.0.113.10");
    private final FakeEcho b = new FakeEcho("b", "B", "203.0.113.10");
    private final FakeEcho c = new FakeEcho("c", "C", "203.0.113.10");
    private final FakeEcho spare = new FakeEcho("d", "D", "203.0.113.10", EchoWay.of("v4", "json", true));
    private final FakeEcho a6 = new FakeEcho("a6", "A", "2001:db8::10", SIX);
    private final FakeEcho b6 = new FakeEcho("b6", "B", "2001:db8::10", SIX);
    private final FakeEcho c6 = new FakeEcho("c6", "C", "2001:db8::10", SIX);
    private boolean route = true;
    private final EchoProviders providers =
            new EchoProviders(new EchoPolicy("auto", () -> route, true), Duration.ofSeconds(1), clock);

    @BeforeEach
    void firstSight() {
        everybody().forEach(each -> providers.register(each.provider));
        providers.ownExit(false);
        clock.step(Duration.ofHours(2));
        everybody().forEach(each -> each.paths.clear());
    }

    @AfterEach
    void close() {
        providers.close();
    }

    private Stream<FakeEcho> everybody() {
        return Stream.of(a, b, c, spare, a6, b6, c6);
    }

    private List<String> round() {
        clock.step(INTERVAL);
        return providers.ownExit(false).stream().map(Answer::source).toList();
    }

    private int hour() {
        for (int i = 0; i < 12; i++) {
            round();
        }
        return providers.requestsLastHour();
    }

    @Test
    void aSpareDecidesBetweenALiarAndTheOnlyOneThatIsLeft() {
        a.fails(429);
        b.sees("198.51.100.7", 64599);

        List<String> asked = List.of();
        for (int i = 0; i < 3; i++) {
            asked = round();
        }

        assertThat(asked).contains("b", "c", "d");
    }

    @Test
    void aDualStackClientAsksFortyEightTimesAnHour() {
        assertThat(hour()).isEqualTo(48);
    }

    @Test
    void withoutARouteNobodyIsAskedByItAndTwentyFourTimesInAll() {
        route = false;

        assertThat(hour()).isEqualTo(24);
        assertThat(a6.calls() + b6.calls() + c6.calls()).isZero();
        assertThat(providers.names()).containsExactly("a", "b", "c", "d");
    }

    @Test
    void besideTheOwnPathOneProviderOfItsFamilyIsEnough() {
        providers.sawOwnPath(Address.parse("203.0.113.10"));
        round();

        assertThat(round()).hasSize(3);
        assertThat(hour()).isEqualTo(36);
    }

    @Test
    void anOwnPathThatMovesIsAReasonToAskAll() {
        providers.sawOwnPath(Address.parse("203.0.113.10"));
        round();
        providers.sawOwnPath(Address.parse("198.51.100.7"));

        assertThat(round()).contains("a", "b", "c");
        assertThat(round()).hasSize(3);
    }

    @Test
    void anOwnPathThatIsCutOffIsReplacedByASecondProvider() {
        providers.sawOwnPath(Address.parse("203.0.113.10"));
        round();
        providers.sawOwnPath(Optional.empty());

        assertThat(round()).contains("a", "b", "c");
        assertThat(round()).hasSize(4);
    }

    @Test
    void aPrivateOwnPathIsNoSource() {
        providers.sawOwnPath(Address.parse("192.168.1.50"));
        round();

        assertThat(round()).hasSize(4);
    }

    @Test
    void aMoveInOneFamilyAsksTheOthersOfThatFamilyOnly() {
        Stream.of(a6, b6, c6).forEach(each -> each.sees("2001:db8:1::10", 64501));

        assertThat(round()).contains("a6", "b6", "c6").hasSize(5);
        assertThat(round()).hasSize(4);
    }

    @Test
    void eachFamilyTakesTurns() {
        List<String> seen =
                Stream.of(round(), round(), round()).flatMap(List::stream).toList();

        for (String name : List.of("a", "b", "c", "a6", "b6", "c6")) {
            assertThat(seen.stream().filter(name::equals)).as(name).hasSize(2);
        }
        assertThat(seen).doesNotContain("d");
    }

    @Test
    void theSpareOneIsAskedWhenTheOthersAreTooFew() {
        Stream.of(a, b).forEach(each -> each.fails(500));

        assertThat(round()).contains("a", "b", "c", "d");
    }

    @Test
    void aFamilyThatIsOutOfReachCostsNoMoreThanAQuietOne() {
        Stream.of(a6, b6, c6).forEach(each -> each.fails(0));

        assertThat(round()).contains("a6", "b6", "c6");
        assertThat(round()).hasSize(4);

        Stream.of(a6, b6, c6).forEach(each -> each.sees("2001:db8::10", 64500));
        List<ExitSighting> back = Answer.values(providers.ownExit(false));
        assertThat(back).extracting(each -> each.address().isV4()).contains(true, false);
    }

    @Test
    void withoutThirdPartiesOnlyTheOwnPathIsAsked() {
        EchoProviders own = new EchoProviders(new EchoPolicy("auto", () -> true, false), Duration.ofSeconds(1), clock);
        everybody().forEach(each -> own.register(each.provider));
        FakeEcho server = new FakeEcho("our server", ExitSighting.OWN_PATH, "203.0.113.10");
        own.register(server.provider);

        assertThat(own.ownExit(true)).extracting(Answer::source).containsExactly("our server");
        assertThat(own.names()).containsExactly("our server");
        own.close();
    }
}
