package vpnsentinel.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vpnsentinel.network.Address;

/** How often somebody may come, and what remembering that costs. */
class RateLimitTest {
    private static final long START = 1_790_000_000_000L;

    @Test
    void madeUpAddressesCostNoMemory() {
        RateLimit limit = new RateLimit(2);

        IntStream.range(0, 200_000).forEach(i -> limit.count(address(i), START));

        assertThat(limit.size()).isLessThanOrEqualTo(100_000);
        assertThat(limit.count(address(999_999), START)).isEmpty();
    }

    private static Address address(int number) {
        return Address.parse(
                        "2001:db8::" + Integer.toHexString(number >> 16) + ":" + Integer.toHexString(number & 0xffff))
                .orElseThrow();
    }

    @Test
    void everyNameHasALimitOfItsOwn() {
        RateLimit limit = new RateLimit(2);
        limit.count("a", START);
        limit.count("a", START);

        assertThat(limit.count("a", START)).isPresent();
        assertThat(limit.count("b", START)).isEmpty();
    }

    @Test
    void theLimitHoldsInEveryMinute() {
        RateLimit limit = new RateLimit(30);
        long[] allowed = IntStream.range(0, 6_000)
                .mapToLong(i -> START + i * 50L)
                .filter(now -> limit.count("a", now).isEmpty())
                .toArray();

        for (long from : allowed) {
            long within = java.util.Arrays.stream(allowed)
                    .filter(t -> t >= from && t < from + 60_000)
                    .count();
            assertThat(within).isLessThanOrEqualTo(31);
        }
        assertThat(allowed.length).isGreaterThan(120);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 30})
    void whoWaitsAsLongAsToldIsLetIn(int most) {
        RateLimit limit = new RateLimit(most);
        Random random = new Random(most);
        long now = START;
        for (int i = 0; i < 5_000; i++) {
            now += random.nextInt(20_000);
            Optional<Duration> wait = limit.count("a", now);
            if (wait.isPresent()) {
                Refusal refusal = Refusal.tooMany(wait.get());
                now += refusal.retryAfter().orElseThrow().toMillis();
                assertThat(limit.count("a", now))
                        .as("after %s", refusal.message())
                        .isEmpty();
            }
        }
    }

    private static int accepted(RateLimit limit, int requests, long at) {
        return (int) IntStream.range(0, requests)
                .filter(i -> limit.count("a", at).isEmpty())
                .count();
    }

    @Test
    void theWindowSlidesInsteadOfStartingAnew() {
        RateLimit limit = new RateLimit(30);
        accepted(limit, 30, START);

        assertThat(accepted(limit, 30, START + 60_000)).isZero();
        assertThat(accepted(limit, 30, START + 90_000)).isEqualTo(15);
    }

    @Test
    void aRefusalItselfCostsNothing() {
        RateLimit limit = new RateLimit(30);
        accepted(limit, 30, START);
        accepted(limit, 1000, START + 30_000);

        assertThat(accepted(limit, 30, START + 120_000)).isEqualTo(30);
    }

    @Test
    void aClockThatIsSetBackLocksNobodyOut() {
        RateLimit limit = new RateLimit(30);
        accepted(limit, 30, START);

        assertThat(limit.count("a", START - 3_600_000)).isEmpty();
    }
}
