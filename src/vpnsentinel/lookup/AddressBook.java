package vpnsentinel.lookup;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import vpnsentinel.network.Address;
import vpnsentinel.network.Answer;
import vpnsentinel.network.ExitSighting;

/**
 * What is known of addresses, remembered: a day for an answer, ten minutes for a missing one. However many ask about one
 * address at a time, one look-up is made. Bounded, thread-safe.
 */
public final class AddressBook {
    private static final Duration ANSWER = Duration.ofHours(24);
    private static final Duration MISSING = Duration.ofMinutes(10);

    private final Function<Address, Answer<ExitSighting>> lookUp;
    private final Cache<Address, Answer<ExitSighting>> known;

    /**
     * An empty book.
     *
     * @param most how many addresses are remembered; beyond, those least asked for are forgotten
     * @param lookUp who is asked about an address that is not known: {@link EchoProviders#lookUp}
     */
    public AddressBook(long most, Function<Address, Answer<ExitSighting>> lookUp, InstantSource clock) {
        this.lookUp = lookUp;
        known = Caffeine.newBuilder()
                .maximumSize(most)
                .expireAfter(Expiry.<Address, Answer<ExitSighting>>creating(
                        (address, answer) -> answer instanceof Answer.Seen ? ANSWER : MISSING))
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .build();
    }

    /** What is known of the address without asking anybody. */
    public Optional<Answer<ExitSighting>> known(Address address) {
        return Optional.ofNullable(known.getIfPresent(address));
    }

    /** What is known of the address; waits for a look-up where nothing is. */
    public Answer<ExitSighting> of(Address address) {
        return known.get(address, lookUp);
    }
}
