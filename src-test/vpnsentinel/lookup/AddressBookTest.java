package vpnsentinel.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import vpnsentinel.network.Address;
import vpnsentinel.network.Answer;
import vpnsentinel.network.ExitSighting;
import vpnsentinel.network.Network;
import vpnsentinel.network.Place;

class AddressBookTest {
    private static final Address ADDRESS = Address.parse("198.51.100.7").orElseThrow();

    private final SteppedClock clock = new SteppedClock();
    private final AtomicInteger asked = new AtomicInteger();

    @Test
    void anAnswerIsRememberedForADay() {
        AddressBook book = new AddressBook(10, this::seen, clock);

        book.of(ADDRESS);
        clock.step(Duration.ofHours(23));
        book.of(ADDRESS);
        assertThat(asked).hasValue(1);

        clock.step(Duration.ofHours(2));
        assertThat(book.known(ADDRESS)).isEmpty();
        book.of(ADDRESS);
        assertThat(asked).hasValue(2);
    }

    @Test
    void aMissingAnswerIsTriedAgainAfterTenMinutes() {
        AddressBook book = new AddressBook(10, this::missing, clock);

        book.of(ADDRESS);
        clock.step(Duration.ofMinutes(9));
        book.of(ADDRESS);
        assertThat(asked).hasValue(1);

        clock.step(Duration.ofMinutes(2));
        book.of(ADDRESS);
        assertThat(asked).hasValue(2);
    }

    @Test
    void manyWhoAskAtOnceCauseOneLookUp() throws Exception {
        CountDownLatch open = new CountDownLatch(1);
        AddressBook book = new AddressBook(
                10,
                address -> {
                    awaitQuietly(open);
                    return seen(address);
                },
                clock);

        List<CompletableFuture<Answer<ExitSighting>>> all = IntStream.range(0, 4)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> book.of(ADDRESS)))
                .toList();
        open.countDown();

        for (CompletableFuture<Answer<ExitSighting>> each : all) {
            assertThat(each.get()).isInstanceOf(Answer.Seen.class);
        }
        assertThat(asked).hasValue(1);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Answer<ExitSighting> seen(Address address) {
        asked.incrementAndGet();
        return new Answer.Seen<>("a", new ExitSighting("a", "A", address, Network.UNKNOWN, Place.UNKNOWN));
    }

    private Answer<ExitSighting> missing(Address address) {
        asked.incrementAndGet();
        return new Answer.Missing<>("a", "HTTP 500");
    }
}
