package vpnsentinel.lookup;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vpnsentinel.network.Address;
import vpnsentinel.network.Answer;
import vpnsentinel.network.ExitSighting;

/**
 * All echo providers of this process, which come and go while it runs. Asks two of different operators a round, in
 * rotation, and all of them when something changed or two disagree. Thread-safe. A provider that disagrees alone stays in
 * the rotation: only the server knows whether what it says is the home line.
 */
public final class EchoProviders implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EchoProviders.class);

    private final Duration timeout;
    private final Bench bench;
    private final Rotation ownTurn;
    private final Rotation lookUpTurn;
    private final ExecutorService threads;
    private final Map<String, EchoProvider> providers = new ConcurrentSkipListMap<>();
    private volatile List<ExitSighting> lastSeen = List.of();

    /**
     * No providers yet.
     *
     * @param preferred the name of the provider that always comes first, or {@code auto}
     * @param timeout how long one call may take
     */
    public EchoProviders(String preferred, Duration timeout, InstantSource clock) {
        this.timeout = timeout;
        bench = new Bench(clock);
        ownTurn = new Rotation(preferred, bench);
        lookUpTurn = new Rotation(preferred, bench);
        threads = DaemonThreads.named("echo");
    }

    /** Adds the provider, in place of one of the same name; what was held against that one is forgotten. */
    public void register(EchoProvider provider) {
        bench.lift(provider.name());
        if (providers.put(provider.name(), provider) != null) {
            LOG.warn("echo provider replaced by another of its name provider={}", provider.name());
        }
    }

    /** Removes this provider, unless another one took its name. */
    public void unregister(EchoProvider provider) {
        providers.remove(provider.name(), provider);
    }

    /** The names of all providers, in alphabetical order. */
    public List<String> names() {
        return List.copyOf(providers.keySet());
    }

    /**
     * What providers see of the line that this process goes out by. Takes at most two time-outs.
     *
     * @param all whether all are asked, however sure the first two are
     */
    public List<Answer<ExitSighting>> ownExit(boolean all) {
        List<EchoProvider> order = ownTurn.next(List.copyOf(providers.values()));
        if (order.isEmpty()) {
            return List.of(new Answer.Missing<>("echo", "no echo provider: is there an echo route?"));
        }
        List<EchoProvider> first = all ? order : Rotation.quiet(order);
        List<Answer<ExitSighting>> answers = new ArrayList<>(ask(first));
        List<EchoProvider> rest = new ArrayList<>(order);
        rest.removeAll(first);
        if (!rest.isEmpty() && isInDoubt(Answer.values(answers))) {
            answers.addAll(ask(rest));
        }
        List<ExitSighting> seen = Answer.values(answers);
        if (!seen.isEmpty()) {
            lastSeen = seen;
        }
        return List.copyOf(answers);
    }

    /** What the one provider of this name sees of the line that this process goes out by. */
    public Answer<ExitSighting> ownExit(String name) {
        EchoProvider provider = providers.get(name);
        return provider == null
                ? new Answer.Missing<>(name, "no echo provider has this name")
                : ask(List.of(provider)).get(0);
    }

    private boolean isInDoubt(List<ExitSighting> seen) {
        List<ExitSighting> before = lastSeen;
        boolean familiar = seen.stream().allMatch(now -> before.stream().anyMatch(b -> now.agreesWith(b)));
        return !familiar || !Agreement.settled(seen);
    }

    /** What one provider knows of the address; the next one is asked when it knows nothing. */
    public Answer<ExitSighting> lookUp(Address address) {
        if (!address.isPublic()) {
            return new Answer.Missing<>("look-up", address + " is no public address");
        }
        Answer<ExitSighting> answer = new Answer.Missing<>("look-up", "no echo provider knows other addresses");
        List<EchoProvider> able = providers.values().stream()
                .filter(p -> p.addressPath().isPresent())
                .toList();
        for (EchoProvider provider : lookUpTurn.next(able)) {
            answer = about(address, provider);
            if (answer instanceof Answer.Seen) {
                return answer;
            }
        }
        return answer;
    }

    private Answer<ExitSighting> about(Address address, EchoProvider provider) {
        String path = provider.pathOf(address).orElseThrow();
        Answer<ExitSighting> answer = inParallel(List.of(provider), List.of(() -> call(provider, path)))
                .get(0);
        return answer instanceof Answer.Seen<ExitSighting> seen
                        && !seen.value().address().equals(address)
                ? new Answer.Missing<>(provider.name(), "it answered about another address")
                : answer;
    }

    private List<Answer<ExitSighting>> ask(List<EchoProvider> chosen) {
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
