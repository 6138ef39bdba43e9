package vpnsentinel.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import vpnsentinel.network.Address;

class OwnPathTest {
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final String HOME = "192.0.2.7";
    private static final String VPN = "203.0.113.1";

    private final OwnPath path = new OwnPath(LONGEST);
    private Instant now = Instant.parse("2026-11-22T08:00:00Z");

    private static Address address(String text) {
        return Address.parse(text).orElseThrow();
    }

    private boolean isNews(String text) {
        now = now.plusSeconds(1);
        return path.isNews(address(text), now);
    }

    private void judged(String from, boolean red) {
        path.judged(Optional.of(address(from)), red);
    }

    @Test
    void theFirstAddressIsNoNewsAndAnotherOneIsNewsOnce() {
        assertThat(isNews(VPN)).isFalse();
        assertThat(isNews("203.0.113.2")).isTrue();
        assertThat(isNews("203.0.113.2")).isFalse();
        assertThat(isNews(VPN)).as("explained").isFalse();
    }

    @Test
    void anAddressThatIsMerelyAnotherWaitsTwiceAsLongEachTimeUpToTheInterval() {
        isNews(VPN);
        Instant before = now;
        int other = 1;
        for (long seconds : new long[] {1, 5, 10, 20, 40, 80, 160, 300, 300}) {
            other++;
            while (!isNews("203.0.113." + other)) {
                assertThat(now).isBefore(before.plus(LONGEST));
            }
            assertThat(Duration.between(before, now)).isEqualTo(Duration.ofSeconds(seconds));
            before = now;
        }
        assertThat(path.isPool()).isTrue();
        assertThat(isNews("198.51.100.9")).as("a neighbourhood never seen").isTrue();
    }

    @Test
    void strangeNeighbourhoodsAreNewsAtOnceAFewTimesAnHour() {
        isNews(VPN);
        int news = 0;
        for (int net = 0; net < 200; net++) {
            news += isNews("198.18." + net + ".1") ? 1 : 0;
        }

        assertThat(news).isEqualTo(8);
    }

    @Test
    void aChangeMakesEveryOtherAddressNewsAgain() {
        isNews(VPN);
        isNews("203.0.113.2");
        isNews("203.0.113.3");

        path.changed();

        assertThat(isNews(VPN)).isTrue();
        assertThat(path.isPool()).isFalse();
    }

    @Test
    void aRoundThatSawNothingExplainsNoAddress() {
        isNews(VPN);
        isNews(HOME);
        path.unexplained();
        now = now.plusSeconds(5);

        assertThat(isNews(VPN)).isTrue();
    }

    @Test
    void anAddressFromWhichTheClientWasExposedIsNewsEachTime() {
        isNews(VPN);
        for (int time = 0; time < 20; time++) {
            assertThat(isNews(HOME)).as("time %d", time).isTrue();
            path.changed();
            judged(HOME, true);
            assertThat(isNews(HOME)).isFalse();
            assertThat(isNews(VPN)).as("back, time %d", time).isTrue();
            judged(VPN, false);
        }
        isNews(HOME);
        judged(HOME, false);
        isNews(VPN);
        assertThat(isNews(HOME)).as("it turned out to be none").isFalse();
    }

    @Test
    void noAddressIsExplainedWhileTheClientIsExposed() {
        isNews(VPN);
        isNews(HOME);
        judged(HOME, true);
        path.changed();

        assertThat(isNews(VPN)).isTrue();
        now = now.plusSeconds(5);
        assertThat(isNews(HOME)).isTrue();
        now = now.plusSeconds(10);
        assertThat(isNews(VPN)).isTrue();
    }

    @Test
    void twoFamiliesInTurnAreNoMoves() {
        isNews(VPN);
        isNews("2001:db8::7");
        judged(VPN, true);

        for (int time = 0; time < 20; time++) {
            now = now.plusSeconds(60);
            assertThat(isNews(VPN)).isFalse();
            assertThat(isNews("2001:db8::7")).isFalse();
        }
    }

    @Test
    void onlySoManyAddressesAreKept() {
        isNews(VPN);
        for (int other = 2; other < 67; other++) {
            now = now.plus(LONGEST);
            isNews("203.0.113." + other);
        }
        now = now.plus(LONGEST);

        assertThat(isNews("203.0.113.10")).isFalse();
        assertThat(isNews(VPN)).as("forgotten").isTrue();
    }
}
