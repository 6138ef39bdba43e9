package vpnsentinel.lookup;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import vpnsentinel.network.Address;
import vpnsentinel.network.Answer;
import vpnsentinel.network.ExitSighting;

/** Calls echo providers, several at once, but none that asked to be left alone; and counts the calls. Thread-safe. */
final class EchoCalls implements AutoCloseable {
    private final Cooldown cooldown;
    private final HourCount count;
    private final FanOut fanOut;

    EchoCalls(Duration timeout, Cooldown cooldown, InstantSource clock) {
        this.fanOut = new FanOut("echo", timeout);
        this.cooldown = cooldown;
        this.count = new HourCount(clock);
    }

    /** The number of requests of the last hour. */
    int lastHour() {
        return count.lastHour();
    }

    /** The number of calls since the start. */
    long total() {
        return count.total();
    }

    /** What the provider knows of the address. */
    Answer<ExitSighting> about(Address address, EchoProvider provider) {
        String path = provider.pathOf(address).orElseThrow();
        return fanOut.ask(List.of(provider), each -> call(each, path), EchoCalls::missing)
                .get(0);
    }

    /**
     * What each provider sees of the line that this process goes out by.
     *
     * @param enough whether these answers are so many that the others are hardly waited for
     */
    List<Answer<ExitSighting>> own(List<EchoProvider> chosen, Predicate<List<Answer<ExitSighting>>> enough) {
        return fanOut.ask(chosen, each -> call(each, each.ownPath()), EchoCalls::missing, enough);
    }

    private Answer<ExitSighting> call(EchoProvider provider, String path) {
        Optional<String> resting = cooldown.why(provider.name());
        if (resting.isPresent()) {
            return missing(provider, resting.get());
        }
        try {
            count.add();
            EchoReply reply = provider.call().get(path);
            cooldown.pause(provider.name(), reply.pause());
            return EchoAnswer.read(provider, reply.body());
        } catch (EchoFailure failure) {
            cooldown.heard(provider.name(), failure);
            return missing(provider, String.valueOf(failure.getMessage()));
        }
    }

    private static Answer<ExitSighting> missing(EchoProvider provider, String why) {
        return new Answer.Missing<>(provider.name(), why);
    }

    /** Ends running calls. */
    @Override
    public void close() {
        fanOut.close();
    }
}
