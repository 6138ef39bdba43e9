package vpnsentinel.lookup;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vpnsentinel.network.Address;
import vpnsentinel.network.Answer;
import vpnsentinel.network.ExitSighting;

/** Calls echo providers, several at once, but none that asked to be left alone; and counts the calls. Thread-safe. */
final class EchoCalls implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EchoProviders.class);

    private final Duration timeout;
    private final Bench bench;
    private final HourCount count;
    private final ExecutorService threads = DaemonThreads.named("echo");

    EchoCalls(Duration timeout, Bench bench, InstantSource clock) {
        this.timeout = timeout;
        this.bench = bench;
        this.count = new HourCount(clock);
    }

    /** The number of requests of the last hour. */
    int lastHour() {
        return count.lastHour();
    }

    /** What the provider knows of the address. */
    Answer<ExitSighting> about(Address address, EchoProvider provider) {
        String path = provider.pathOf(address).orElseThrow();
        return inParallel(List.of(provider), List.of(() -> call(provider, path)))
                .get(0);
    }

    /** What each provider sees of the line that this process goes out by. */
    List<Answer<ExitSighting>> own(List<EchoProvider> chosen) {
        List<Callable<Answer<ExitSighting>>> calls = chosen.stream()
                .<Callable<Answer<ExitSighting>>>map(p -> () -> call(p, p.ownPath()))
                .toList();
        return inParallel(chosen, calls);
    }

    private Answer<ExitSighting> call(EchoProvider provider, String path) {
        Optional<String> benched = bench.why(provider.name());
        if (benched.isPresent()) {
            return new Answer.Missing<>(provider.name(), benched.get());
        }
        try {
            count.add();
            EchoReply reply = provider.call().get(path);
            bench.pause(provider.name(), reply.pause());
            return EchoAnswer.read(provider, reply.body());
        } catch (EchoFailure failure) {
            bench.heard(provider.name(), failure);
            return new Answer.Missing<>(provider.name(), String.valueOf(failure.getMessage()));
        }
    }

    private List<Answer<ExitSighting>> inParallel(
            List<EchoProvider> chosen, List<Callable<Answer<ExitSighting>>> calls) {
        List<Answer<ExitSighting>> answers = new ArrayList<>();
        try {
            List<Future<Answer<ExitSighting>>> running =
                    threads.invokeAll(calls, timeout.toMillis(), TimeUnit.MILLISECONDS);
            for (int i = 0; i < running.size(); i++) {
                answers.add(result(running.get(i), chosen.get(i).name()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            chosen.forEach(p -> answers.add(new Answer.Missing<>(p.name(), "interrupted")));
        }
        return answers;
    }

    private Answer<ExitSighting> result(Future<Answer<ExitSighting>> done, String name) throws InterruptedException {
        if (done.isCancelled()) {
            return new Answer.Missing<>(name, "time-out after " + timeout.toSeconds() + " s");
        }
        try {
            return done.get();
        } catch (ExecutionException e) {
            LOG.warn("echo provider failed unexpectedly provider={}", name, e.getCause());
            return new Answer.Missing<>(name, String.valueOf(e.getCause()));
        }
    }

    /** Ends running calls. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
