package vpnsentinel.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vpnsentinel.fleet.Status;
import vpnsentinel.settings.Half;
import vpnsentinel.settings.Settings;

/** Samples of how clients are: summed up by the hour and the day, deleted when they are old. */
class HistoryTest {
    private static final Instant MIDNIGHT = Instant.parse("2026-11-22T00:00:00Z");
    private static final Duration SAMPLE = Duration.ofMinutes(5);

    @TempDir
    private Path folder;

    private static Settings settings() {
        return Settings.read(
                Map.of(
                        "VPN_SENTINEL_API_KEY", "k",
                        "VPN_SENTINEL_HISTORY_RAW_DAYS", "7",
                        "VPN_SENTINEL_HISTORY_HOURLY_DAYS", "90",
                        "VPN_SENTINEL_HISTORY_DAILY_DAYS", "730",
                        "VPN_SENTINEL_HISTORY_CHANGES_DAYS", "730"),
                Half.SERVER);
    }

    /** The promise, for any store. */
    static void rollsUp(Store store, Settings settings) {
        HistoryBook book = new HistoryBook(store, settings);
        for (Instant at = MIDNIGHT; at.isBefore(MIDNIGHT.plus(Duration.ofDays(1))); at = at.plus(SAMPLE)) {
            boolean red = at.isBefore(MIDNIGHT.plus(Duration.ofMinutes(30)));
            book.sample(
                    Map.of("tokyo", red ? Status.RED : Status.GREEN, "oslo", Status.SILENT), SAMPLE, at.plus(SAMPLE));
        }
        Instant now = MIDNIGHT.plus(Duration.ofHours(25));
        book.rollUp(now).await();
        book.rollUp(now).await();

        assertThat(book.of("tokyo", HistoryBook.Step.RAW, MIDNIGHT)).hasSize(288);
        assertThat(book.of("tokyo", HistoryBook.Step.HOUR, MIDNIGHT))
                .hasSize(24)
                .first()
                .isEqualTo(new HistoryBook.Sample(MIDNIGHT, 1800, 0, 1800, 0));
        assertThat(book.of("oslo", HistoryBook.Step.DAY, MIDNIGHT))
                .containsExactly(new HistoryBook.Sample(MIDNIGHT, 0, 0, 0, 86_400));

        book.rollUp(MIDNIGHT.plus(Duration.ofDays(9))).await();
        assertThat(book.of("tokyo", HistoryBook.Step.RAW, MIDNIGHT)).isEmpty();
        assertThat(book.of("tokyo", HistoryBook.Step.HOUR, MIDNIGHT)).hasSize(24);
        book.rollUp(MIDNIGHT.plus(Duration.ofDays(100))).await();
        assertThat(book.of("tokyo", HistoryBook.Step.HOUR, MIDNIGHT)).isEmpty();
        assertThat(book.of("tokyo", HistoryBook.Step.DAY, MIDNIGHT)).hasSize(1);
        book.rollUp(MIDNIGHT.plus(Duration.ofDays(800))).await();
        assertThat(book.of("tokyo", HistoryBook.Step.DAY, MIDNIGHT)).isEmpty();
    }

    private Store store() {
        return Stores.open(new SqliteEngine(folder), Duration.ZERO);
    }

    @Test
    void itIsSummedUpAndDeletedWhenItIsOld() {
        try (Store store = store()) {
            rollsUp(store, settings());
        }
    }

    @Test
    void hoursBeforeTheServerWasAwayAreSummedUpLater() {
        try (Store store = store()) {
            HistoryBook book = new HistoryBook(store, settings());
            book.sample(Map.of("tokyo", Status.RED), SAMPLE, MIDNIGHT.plus(SAMPLE));

            book.rollUp(MIDNIGHT.plus(Duration.ofHours(30))).await();

            List<HistoryBook.Sample> hours = book.of("tokyo", HistoryBook.Step.HOUR, MIDNIGHT);
            assertThat(hours).containsExactly(new HistoryBook.Sample(MIDNIGHT, 300, 0, 0, 0));
        }
    }
}
