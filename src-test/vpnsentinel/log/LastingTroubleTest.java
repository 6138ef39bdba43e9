package vpnsentinel.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LastingTroubleTest {
    private static final Instant START = Instant.parse("2026-11-22T08:00:00Z");

    private final LastingTrouble trouble = new LastingTrouble();

    private boolean isNews(int minutes) {
        return trouble.isNews(START.plus(Duration.ofMinutes(minutes)));
    }

    @Test
    void itIsToldOnceAndThenHourly() {
        assertThat(isNews(0)).isTrue();
        assertThat(isNews(1)).isFalse();
        assertThat(isNews(59)).isFalse();
        assertThat(isNews(60)).isTrue();
        assertThat(isNews(61)).isFalse();
        assertThat(isNews(120)).isTrue();
    }

    @Test
    void itsEndIsToldOnce() {
        isNews(0);

        assertThat(trouble.over(START.plusSeconds(90))).contains(Duration.ofSeconds(90));
        assertThat(trouble.over(START.plusSeconds(91))).isEmpty();
    }

    @Test
    void oneThatComesAndGoesIsTheSame() {
        isNews(0);
        trouble.over(START.plusSeconds(30));

        assertThat(isNews(1)).isFalse();
        assertThat(trouble.over(START.plusSeconds(90))).isEmpty();
        assertThat(isNews(2)).isFalse();
        assertThat(isNews(60)).isTrue();
        assertThat(trouble.over(START.plus(Duration.ofMinutes(61)))).contains(Duration.ofMinutes(61));
    }

    @Test
    void oneThatComesAfterALongCalmIsNews() {
        isNews(0);
        trouble.over(START.plusSeconds(30));

        assertThat(isNews(11)).isTrue();
    }

    @Test
    void noTroubleHasNoEnd() {
        assertThat(trouble.over(START)).isEmpty();
    }

    @Test
    void aClockThatWasSetBackSilencesNothing() {
        isNews(600);

        assertThat(isNews(0)).isTrue();
    }
}
