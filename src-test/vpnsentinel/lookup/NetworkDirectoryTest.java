package vpnsentinel.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vpnsentinel.network.Address;
import vpnsentinel.network.Answer;
import vpnsentinel.network.Asn;
import vpnsentinel.network.Country;
import vpnsentinel.network.ExitSighting;
import vpnsentinel.network.Network;
import vpnsentinel.network.Place;

/** What is remembered of addresses, and when it is asked for again. */
class NetworkDirectoryTest {
    private static final Address VPN = Address.parse("198.51.100.10").orElseThrow();

    private final List<Address> asked = new ArrayList<>();
    private final NetworkDirectory directory = new NetworkDirectory(this::lookUp);
    private Instant now = Instant.parse("2026-11-22T08:00:00Z");
    private boolean down;
    private long asn = 64501;

    private Answer<ExitSighting> lookUp(Address address) {
        asked.add(address);
        Network network = new Network(Optional.of(new Asn(asn)), "Example VPN", Network.Kind.HOSTING);
        Place place = new Place(Country.parse("SE"), "Stockholm", "", "");
        return down
                ? new Answer.Missing<>("source", "HTTP 500")
                : new Answer.Seen<>("source", new ExitSighting("source", "source", address, network, place));
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }

    private List<Address> arrive() {
        return directory.lookUpWaiting(20, now);
    }

    private NetworkDirectory.Entry find() {
        return directory.find(VPN, now);
    }

    private static Address address(int number) {
        return Address.parse("198.51." + number / 250 + "." + (1 + number % 250))
                .orElseThrow();
    }

    @Test
    void askingNeverWaits() {
        assertThat(find().pending()).isTrue();
        assertThat(find().known()).isFalse();
        assertThat(asked).isEmpty();
    }

    @Test
    void whatArrivedIsKnown() {
        find();

        assertThat(arrive()).containsExactly(VPN);

        NetworkDirectory.Entry entry = find();
        assertThat(entry.pending()).isFalse();
        assertThat(entry.known()).isTrue();
        assertThat(entry.network().asn()).contains(new Asn(64501));
        assertThat(entry.place().city()).isEqualTo("Stockholm");
    }

    @Test
    void anAddressIsLookedUpOnceHoweverManyAsk() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        for (int i = 0; i < 500; i++) {
            threads.execute(this::find);
        }
        threads.shutdown();
        assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();

        arrive();
        find();
        arrive();

        assertThat(asked).containsExactly(VPN);
        assertThat(directory.hits() + directory.misses()).isEqualTo(501);
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.168.1.20", "10.0.0.1", "127.0.0.1", "100.64.0.1", "fd00::1", "::1", "169.254.1.1"})
    void anAddressThatIsNotPublicIsNeverLookedUp(String text) {
        NetworkDirectory.Entry entry = directory.find(Address.parse(text).orElseThrow(), now);

        assertThat(entry.pending()).isFalse();
        assertThat(arrive()).isEmpty();
        assertThat(asked).isEmpty();
        assertThat(directory.size()).isZero();
    }

    @Test
    void aClockThatIsSetBackHoldsNoSecondLookUpUp() {
        find();
        arrive();

        now = now.minus(Duration.ofHours(3));
        find();
        arrive();

        assertThat(asked).containsExactly(VPN, VPN);
    }

    @Test
    void anAnswerIsGoodForADay() {
        find();
        arrive();

        pass(Duration.ofHours(24));
        find();
        assertThat(arrive()).isEmpty();
        pass(Duration.ofSeconds(1));
        asn = 64502;
        assertThat(find().network().asn()).contains(new Asn(64501));
        arrive();

        assertThat(find().network().asn()).contains(new Asn(64502));
    }

    @Test
    void anOldAnswerIsBetterThanNone() {
        find();
        arrive();
        pass(Duration.ofHours(25));
        down = true;

        find();
        arrive();
        assertThat(find().known()).isTrue();
        assertThat(asked).hasSize(2);

        pass(Duration.ofSeconds(61));
        assertThat(find().known()).isTrue();
        arrive();
        assertThat(asked).as("asked again after a minute, not after a day").hasSize(3);
    }

    @Test
    void aFailureIsTriedAgainAfterAMinute() {
        down = true;
        find();
        arrive();
        assertThat(find().pending()).isFalse();
        assertThat(find().known()).isFalse();

        pass(Duration.ofSeconds(60));
        find();
        assertThat(arrive()).isEmpty();
        pass(Duration.ofSeconds(1));
        down = false;
        find();

        assertThat(arrive()).containsExactly(VPN);
        assertThat(find().known()).isTrue();
    }

    @Test
    void oneTurnLooksUpNoMoreThanItMay() {
        for (int i = 0; i < 30; i++) {
            directory.find(address(i), now);
        }

        assertThat(directory.lookUpWaiting(20, now)).hasSize(20);
        assertThat(directory.lookUpWaiting(20, now)).hasSize(10);
        assertThat(directory.lookUpWaiting(20, now)).isEmpty();
    }

    @Test
    void aFloodOfAddressesIsBoundedAndOneThatFoundNoPlaceIsAskedForLater() {
        for (int i = 0; i < 12_000; i++) {
            directory.find(address(i), now);
        }
        Address late = address(11_999);

        assertThat(directory.size()).isLessThanOrEqualTo(10_000);
        directory.lookUpWaiting(5, now);
        directory.find(late, now);
        directory.lookUpWaiting(20_000, now);

        assertThat(directory.find(late, now).known()).isTrue();
        assertThat(asked).doesNotHaveDuplicates();
    }

    @Test
    void whoMayNotAskFillsNoQueueAndWaitsForNothing() {
        assertThat(directory.find(VPN, false, now).pending()).isFalse();
        assertThat(arrive()).isEmpty();

        find();
        assertThat(directory.find(VPN, false, now).pending()).isFalse();
        assertThat(directory.isPending(VPN)).isTrue();

        arrive();
        assertThat(directory.find(VPN, false, now).known()).isTrue();
        assertThat(directory.isPending(VPN)).isFalse();
    }

    @Test
    void whatFindsNoPlaceInTheQueueIsNotPending() {
        for (int i = 0; i < 10_000; i++) {
            assertThat(directory.find(address(i), now).pending()).isTrue();
        }

        assertThat(directory.find(address(10_001), now).pending()).isFalse();
    }
}
