package vpnsentinel.probe;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vpnsentinel.lookup.FanOut;
import vpnsentinel.lookup.HourCount;
import vpnsentinel.network.Answer;
import vpnsentinel.network.ResolverSighting;

/**
 * Finds out which resolver is really at work: puts the question of every method to every name server of the resolver
 * configuration, all at once. Methods come and go while it runs. Thread-safe.
 */
public final class ResolverProbe implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ResolverProbe.class);
    private static final String SOURCE = "resolver";

    private record Ask(ResolverMethod method, NameServer server) {}

    private final Path configuration;
    private final Predicate<String> operators;
    private final Map<String, ResolverMethod> methods = new ConcurrentSkipListMap<>();
    private final HourCount questions = new HourCount(InstantSource.system());
    private final FanOut fanOut;

    /**
     * No methods yet.
     *
     * @param configuration the resolver configuration in force, read at each round
     * @param timeout how long one question may take
     */
    public ResolverProbe(Path configuration, Duration timeout) {
        this(configuration, timeout, operator -> true);
    }

    /**
     * No methods yet.
     *
     * @param operators whose methods may be used
     */
    public ResolverProbe(Path configuration, Duration timeout, Predicate<String> operators) {
        this.operators = operators;
        this.configuration = configuration;
        fanOut = new FanOut("resolver", timeout);
    }

    /** Adds the method, in place of one of the same name. */
    public void register(ResolverMethod method) {
        if (!operators.test(method.operator())) {
            LOG.debug("resolver method left out, since third parties are not asked method={}", method.name());
            return;
        }
        if (methods.put(method.name(), method) != null) {
            LOG.warn("resolver method replaced by another of its name method={}", method.name());
        }
    }

    /** Removes this method, unless another one took its name. */
    public void unregister(ResolverMethod method) {
        methods.remove(method.name(), method);
    }

    /** The names of all methods, in alphabetical order. */
    public List<String> names() {
        return List.copyOf(methods.keySet());
    }

    /** What every method says of every name server. Takes at most one time-out. */
    public List<Answer<ResolverSighting>> ask() {
        List<Answer<ResolverSighting>> answers = ask(method -> true);
        return answers.isEmpty() ? nothing("no resolver method: is there a resolver route?") : answers;
    }

    /** What the method of this name says of each name server that it suits, which may be none. */
    public List<Answer<ResolverSighting>> ask(String name) {
        return ask(method -> method.name().equals(name));
    }

    /** Puts one question of the method of this name to each name server; drops the answers. */
    public void askOnce(String name) {
        fanOut.ask(asks(method -> method.name().equals(name)), ask -> answer(ask, 1), ResolverProbe::missing);
    }

    /** A question is on its way. */
    public void asked() {
        questions.add();
    }

    /** The number of questions of the last hour, second tries included. */
    public int questionsLastHour() {
        return questions.lastHour();
    }

    /** The number of questions since the start, second tries included. */
    public long questions() {
        return questions.total();
    }

    /** The number of questions of one round in which no question gets lost. */
    public int questionsOfARound() {
        return asks(method -> true).stream()
                .mapToInt(ask -> ask.method().times())
                .sum();
    }

    private List<Ask> asks(Predicate<ResolverMethod> chosen) {
        return asks(chosen, ResolverConfiguration.read(configuration));
    }

    private List<Ask> asks(Predicate<ResolverMethod> chosen, List<NameServer> servers) {
        return methods.values().stream()
                .filter(chosen)
                .flatMap(method -> servers.stream().filter(method::suits).map(server -> new Ask(method, server)))
                .toList();
    }

    private List<Answer<ResolverSighting>> ask(Predicate<ResolverMethod> chosen) {
        List<NameServer> servers = ResolverConfiguration.read(configuration);
        if (servers.isEmpty()) {
            return nothing(configuration + " names no name server");
        }
        return fanOut.ask(asks(chosen, servers), ask -> answer(ask, ask.method().times()), ResolverProbe::missing);
    }

    private static List<Answer<ResolverSighting>> nothing(String why) {
        return List.of(new Answer.Missing<>(SOURCE, why));
    }

    private static Answer<ResolverSighting> answer(Ask ask, int times) {
        try {
            return new Answer.Seen<>(
                    ask.method().name(), WhoamiAnswer.read(ask.method(), ask.server(), records(ask, times)));
        } catch (DnsFailure failure) {
            return missing(ask, String.valueOf(failure.getMessage()));
        }
    }

    /** The records of so many questions; one that fails does not spoil what others showed. */
    private static List<List<String>> records(Ask ask, int times) throws DnsFailure {
        List<List<String>> records = new ArrayList<>();
        Optional<DnsFailure> last = Optional.empty();
        for (int i = 0; i < times; i++) {
            try {
                records.addAll(ask.method().call().ask(ask.server()));
            } catch (DnsFailure failure) {
                last = Optional.of(failure);
            }
        }
        if (records.isEmpty() && last.isPresent()) {
            throw last.get();
        }
        return records;
    }

    private static Answer<ResolverSighting> missing(Ask ask, String why) {
        return new Answer.Missing<>(
                ask.method().name(), "name server " + ask.server().text() + ": " + why);
    }

    /** Ends running questions. */
    @Override
    public void close() {
        fanOut.close();
    }
}
