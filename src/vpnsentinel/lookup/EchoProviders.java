package vpnsentinel.lookup;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vpnsentinel.network.Address;
import vpnsentinel.network.Answer;
import vpnsentinel.network.ExitSighting;
import vpnsentinel.network.Family;

/**
 * All echo providers of this process, which come and go while it runs. Asks two of different operators a round and family,
 * in rotation, or one where the own path is known, and all of them when something changed or two disagree. Thread-safe. A
 * provider that disagrees alone stays in the rotation: only the server knows whether what it says is the home line.
 */
public final class EchoProviders implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EchoProviders.class);

    private final EchoPolicy policy;
    private final Cooldown cooldown;
    private final Rotation lookUpTurn;
    private final EchoCalls calls;
    private final Map<String, EchoProvider> providers = new ConcurrentSkipListMap<>();
    private final Map<Family, Line> lines = new EnumMap<>(Family.class);

    /**
     * No providers yet, and only such of IPv4 later.
     *
     * @param preferred the name of the provider that always comes first, or {@code auto}
     * @param timeout how long one call may take
     */
    public EchoProviders(String preferred, Duration timeout, InstantSource clock) {
        this(EchoPolicy.usual(preferred), timeout, clock);
    }

    /**
     * No providers yet.
     *
     * @param timeout how long one call may take
     */
    public EchoProviders(EchoPolicy policy, Duration timeout, InstantSource clock) {
        this.policy = policy;
        cooldown = new Cooldown(clock);
        lookUpTurn = new Rotation(policy.preferred(), cooldown);
        calls = new EchoCalls(timeout, cooldown, clock);
        for (Family family : Family.values()) {
            lines.put(family, new Line(new Rotation(policy.preferred(), cooldown)));
        }
    }

    /** Adds the provider, in place of one of the same name; what was held against that one is forgotten. */
    public void register(EchoProvider provider) {
        if (!policy.allows(provider.operator())) {
            LOG.debug("echo provider left out, since third parties are not asked provider={}", provider.name());
            return;
        }
        cooldown.lift(provider.name());
        if (providers.put(provider.name(), provider) != null) {
            LOG.warn("echo provider replaced by another of its name provider={}", provider.name());
        }
    }

    /** Removes this provider, unless another one took its name. */
    public void unregister(EchoProvider provider) {
        providers.remove(provider.name(), provider);
    }

    /** The names of all providers that this host can reach by their family, in alphabetical order. */
    public List<String> names() {
        boolean v6 = policy.v6().getAsBoolean();
        return providers.values().stream()
                .filter(each -> v6 || each.way().family() == Family.V4)
                .map(EchoProvider::name)
                .toList();
    }

    /** The number of requests to providers in the last hour. */
    public int requestsLastHour() {
        return calls.lastHour();
    }

    /** The number of requests to providers since the start. */
    public long requests() {
        return calls.total();
    }

    /** From there our own server sees this process: a source for its family, beside which one provider is enough. */
    public void sawOwnPath(Optional<Address> address) {
        lines.forEach((family, line) -> line.sawOwnPath(address.filter(family::holds)));
    }

    private Line line(Family family) {
        return Optional.ofNullable(lines.get(family)).orElseThrow();
    }

    /**
     * What providers see of the lines that this process goes out by. Takes at most three time-outs, most of the time none.
     *
     * @param all whether all are asked, however sure the first ones are
     */
    public List<Answer<ExitSighting>> ownExit(boolean all) {
        if (providers.isEmpty()) {
            return List.of(new Answer.Missing<>("echo", policy.whyNobody()));
        }
        List<Line.Round> rounds = new ArrayList<>(2);
        rounds.add(line(Family.V4).begin(of(Family.V4), all));
        if (policy.v6().getAsBoolean()) {
            rounds.add(line(Family.V6).begin(of(Family.V6), all));
        }
        List<Answer<ExitSighting>> answers = new ArrayList<>();
        List<BiFunction<Line.Round, List<Answer<ExitSighting>>, List<EchoProvider>>> stages =
                List.of((round, sofar) -> round.first(), Line.Round::others, Line.Round::spares);
        for (BiFunction<Line.Round, List<Answer<ExitSighting>>, List<EchoProvider>> stage : stages) {
            List<EchoProvider> chosen = rounds.stream()
                    .flatMap(round -> stage.apply(round, answers).stream())
                    .toList();
            answers.addAll(calls.own(chosen, now -> rounds.stream().allMatch(round -> round.isSettled(now))));
        }
        rounds.forEach(round -> round.end(answers));
        return List.copyOf(answers);
    }

    private List<EchoProvider> of(Family family) {
        return providers.values().stream()
                .filter(each -> each.way().family() == family)
                .toList();
    }

    /** What the one provider of this name sees of the line that this process goes out by. */
    public Answer<ExitSighting> ownExit(String name) {
        EchoProvider provider = providers.get(name);
        return provider == null
                ? new Answer.Missing<>(name, "no echo provider has this name")
                : calls.own(List.of(provider), answers -> false).get(0);
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
        Answer<ExitSighting> answer = calls.about(address, provider);
        return answer instanceof Answer.Seen<ExitSighting> seen
                        && !seen.value().address().equals(address)
                ? new Answer.Missing<>(provider.name(), "it answered about another address")
                : answer;
    }

    /** Ends running calls. */
    @Override
    public void close() {
        calls.close();
    }
}
