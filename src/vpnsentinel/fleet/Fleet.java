package vpnsentinel.fleet;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import vpnsentinel.access.Caller;
import vpnsentinel.home.HomeLine;
import vpnsentinel.lookup.NetworkDirectory;
import vpnsentinel.network.Address;
import vpnsentinel.settings.Settings;
import vpnsentinel.verdict.Company;
import vpnsentinel.verdict.Judge;
import vpnsentinel.wire.Keepalive;

/**
 * All clients. A keepalive opens a {@link Case}, the routes judge it, and recording it may bring transitions, which are
 * handed on in order. Thread-safe; each client has its own lock.
 */
public final class Fleet {
    private static final Duration FORGET = Duration.ofDays(7);

    private final Map<String, Client> clients = new ConcurrentHashMap<>();
    private final Map<Address, Set<String>> waiters = new ConcurrentHashMap<>();
    private final Set<String> dirty = ConcurrentHashMap.newKeySet();
    private final Assessor assessor;
    private final Supplier<HomeLine> home;
    private final Consumer<Transition> transitions;
    private final Silence silence;
    private final Duration timeout;
    private volatile Instant lastHeard;

    /**
     * An empty fleet.
     *
     * @param transitions takes what changed; called in order for each client, must not block
     * @param now when the fleet began to listen
     */
    public Fleet(
            Settings settings,
            NetworkDirectory directory,
            Supplier<HomeLine> home,
            Consumer<Transition> transitions,
            Instant now) {
        this.assessor = new Assessor(directory);
        this.home = home;
        this.transitions = transitions;
        this.silence = Silence.of(settings);
        this.timeout = settings.duration("silence.client-timeout");
        this.lastHeard = now;
    }

    /** What a recorded keepalive led to. */
    public record Outcome(Colour colour, List<ColouredFinding> findings, boolean secondLook) {}

    /** The case that a keepalive opens. */
    public Case open(Keepalive keepalive, Caller caller, Instant now) {
        Client client = client(keepalive.clientId(), now);
        lastHeard = now;
        synchronized (client) {
            boolean late = keepalive.report().map(client.boots::isLate).orElse(false);
            if (!late) {
                client.hear(keepalive, caller, now);
                client.before = client.memory;
            }
            client.revision++;
            return assess(client, now);
        }
    }

    /**
     * Takes a beat: a sign of life between two keepalives, and a witness of where the client comes from.
     *
     * @param boot the nonce of the client's start
     * @return whether the client is to send new evidence at once
     */
    public boolean beat(String clientId, String boot, Caller caller, Instant now) {
        lastHeard = now;
        Client client = clients.get(clientId);
        if (client == null) {
            return true; // this server has started since, or forgot it
        }
        synchronized (client) {
            return client.beat(boot, caller, now);
        }
    }

    private Client client(String clientId, Instant now) {
        Client known = clients.get(clientId); // the steady case, without a lock on its neighbours in the map
        return known != null ? known : clients.computeIfAbsent(clientId, id -> new Client(id, now));
    }

    /** The case of a client that is to be judged again by what is known now; empty when there is nothing to judge. */
    public Optional<Case> reopen(String clientId, Instant now) {
        Client client = clients.get(clientId);
        if (client == null) {
            return Optional.empty();
        }
        synchronized (client) {
            return client.last().isEmpty() || client.isSilent() || client.isStopped()
                    ? Optional.empty()
                    : Optional.of(assess(client, now));
        }
    }

    private Case assess(Client client, Instant now) {
        Keepalive keepalive = client.last().orElseThrow();
        Memory base = client.before.suspected(client.memory.suspectedSince());
        Assessor.Assessment assessment =
                assessor.assess(keepalive, client.caller().orElseThrow(), base, company(client, now), home.get(), now);
        client.waitingFor = assessment.waitingFor();
        for (Address address : assessment.waitingFor()) {
            waiters.computeIfAbsent(address, ignored -> ConcurrentHashMap.newKeySet())
                    .add(client.id);
        }
        return new Case(client.id, client.revision, assessment.evidence(), assessment.memory());
    }

    private static Company company(Client client, Instant now) {
        return new Company(client.boots.areTwins(now), false, false, Set.of());
    }

    /** Takes the judged case, unless a newer keepalive has come in between, and hands on what changed. */
    public Outcome record(Case judged, Instant now) {
        Client client = client(judged.clientId(), now);
        synchronized (client) {
            if (client.revision == judged.revision()) {
                client.take(judged, now).forEach(transitions);
            }
            return new Outcome(client.colour(), client.findings(), client.wantsSecondLook());
        }
    }

    /** Lets time pass: silence, the end of settling, suspicions that nobody cleared. */
    public void tick(Instant now) {
        for (Client client : clients.values()) {
            synchronized (client) {
                client.tick(now, silence).ifPresent(transitions);
                boolean believed = client.believesWitness(now, Judge.SECOND_LOOK);
                if (believed || client.isSuspicionOverdue(now, Judge.SECOND_LOOK)) {
                    dirty.add(client.id);
                }
            }
        }
        clients.values().removeIf(client -> isForgotten(client, now));
    }

    private static boolean isForgotten(Client client, Instant now) {
        synchronized (client) {
            return client.isHidden(now, FORGET);
        }
    }

    /** Marks those clients for another judgement that waited for one of these addresses. */
    public void arrived(Collection<Address> addresses) {
        for (Address address : addresses) {
            Set<String> waiting = waiters.remove(address);
            if (waiting != null) {
                dirty.addAll(waiting);
            }
        }
    }

    /** Marks all clients for another judgement: what they are compared with has changed. */
    public void rejudgeAll() {
        dirty.addAll(clients.keySet());
    }

    /** The ids of clients that wait for another judgement, at most so many; they no longer wait then. */
    public List<String> takeDirty(int most) {
        List<String> taken = dirty.stream().limit(most).toList();
        taken.forEach(dirty::remove);
        return taken;
    }

    /** All clients but those that have been silent for so long that they left the list, by name. */
    public List<ClientView> views(Instant now) {
        List<ClientView> views = new ArrayList<>();
        for (Client client : clients.values()) {
            synchronized (client) {
                if (!client.isHidden(now, timeout)) {
                    views.add(client.view(now));
                }
            }
        }
        views.sort(Comparator.comparing(ClientView::id));
        return views;
    }

    /** When the last keepalive of any client arrived; the start, when none did. */
    public Instant lastHeard() {
        return lastHeard;
    }

    /** One client, also when it left the list. */
    public Optional<ClientView> view(String clientId, Instant now) {
        Client client = clients.get(clientId);
        if (client == null) {
            return Optional.empty();
        }
        synchronized (client) {
            return Optional.of(client.view(now));
        }
    }
}
