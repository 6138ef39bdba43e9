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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import vpnsentinel.access.Caller;
import vpnsentinel.home.FamiliarNetworks;
import vpnsentinel.home.HomeLine;
import vpnsentinel.home.HomeLines;
import vpnsentinel.lookup.NetworkDirectory;
import vpnsentinel.network.Address;
import vpnsentinel.network.Asn;
import vpnsentinel.network.ExitSighting;
import vpnsentinel.network.Fact;
import vpnsentinel.network.Network;
import vpnsentinel.settings.Settings;
import vpnsentinel.verdict.Company;
import vpnsentinel.verdict.Evidence;
import vpnsentinel.verdict.Judge;
import vpnsentinel.wire.Keepalive;

/**
 * All clients. A keepalive opens a {@link PendingJudgement}, the routes judge it, and recording it may bring transitions, which are
 * handed on in order. Thread-safe; each client has its own lock.
 */
public final class Fleet {
    private static final Duration FORGET = Duration.ofDays(7);
    /** For so many addresses one client may wait at a time; a round names a dozen. */
    private static final int MOST_LOOK_UPS = 200;

    private final Map<String, Client> clients = new ConcurrentHashMap<>();
    private final Map<Address, Set<String>> waiters = new ConcurrentHashMap<>();
    private final Set<String> dirty = ConcurrentHashMap.newKeySet();
    private final NetworkDirectory directory;
    private final HomeLines home;
    private final FamiliarNetworks familiar;
    private final Neighbours neighbours = new Neighbours();
    private final Keeper keeper;
    private final Silence silence;
    private final Duration timeout;
    private volatile Instant lastHeard;
    private volatile boolean known;

    /**
     * An empty fleet.
     *
     * @param transitions takes what changed; called in order for each client, must not block
     * @param now when the fleet began to listen
     */
    public Fleet(
            Settings settings,
            NetworkDirectory directory,
            HomeLines home,
            FamiliarNetworks familiar,
            Consumer<Transition> transitions,
            Instant now) {
        this(settings, directory, home, familiar, Keeper.handing(transitions), now);
    }

    /**
     * An empty fleet whose clients are kept.
     *
     * @param keeper takes each client that changed, with what changed; must not block
     * @param now when the fleet began to listen
     */
    public Fleet(
            Settings settings,
            NetworkDirectory directory,
            HomeLines home,
            FamiliarNetworks familiar,
            Keeper keeper,
            Instant now) {
        this.directory = directory;
        this.home = home;
        this.familiar = familiar;
        this.keeper = keeper;
        this.silence = Silence.of(settings);
        this.timeout = settings.duration("silence.client-timeout");
        this.lastHeard = now;
    }

    /**
     * What a recorded keepalive led to.
     *
     * @param rhythm the time between two keepalives that is asked for, empty when the client's own will do
     * @param kept ends once what changed is kept, with false when that has to wait; nobody is to be told before
     */
    public record Recorded(
            Colour colour,
            List<ColouredFinding> findings,
            boolean secondLook,
            Optional<Duration> rhythm,
            CompletableFuture<Boolean> kept) {
        /** What changed nothing that has to be kept. */
        public Recorded(Colour colour, List<ColouredFinding> findings, boolean secondLook, Optional<Duration> rhythm) {
            this(colour, findings, secondLook, rhythm, Keeper.DONE);
        }
    }

    /** Takes the clients that were kept before the server started; those that cannot be read are returned by name. */
    public List<String> restore(List<KeptClient> kept, Instant now) {
        List<String> unreadable = new ArrayList<>();
        known |= !kept.isEmpty();
        kept.stream()
                .map(KeptClient::lastSeen)
                .max(Comparator.naturalOrder())
                .filter(lastHeard::isAfter)
                .ifPresent(last -> lastHeard = last);
        for (KeptClient each : kept) {
            try {
                Client client = Client.restored(each, now);
                if (clients.putIfAbsent(each.id(), client) == null) {
                    dirty.addAll(neighbours.arrives(client.id, Neighbours.Arrival.NONE, client.arrival));
                    neighbours.starts(Neighbours.Start.UNKNOWN, client.start);
                }
            } catch (IllegalArgumentException e) {
                unreadable.add(each.id() + ": " + e.getMessage());
            }
        }
        return unreadable;
    }

    /** Those that changed without anybody having been told, as they are now: they count as kept. */
    public List<KeptClient> takeChanged() {
        List<KeptClient> changed = new ArrayList<>();
        for (Client client : clients.values()) {
            synchronized (client) {
                if (client.isChanged()) {
                    changed.add(client.kept());
                }
            }
        }
        return changed;
    }

    /** Forgets all that is known of the client; says whether it was known. It is new when it comes back. */
    public boolean forget(String clientId, Instant now) {
        Client client = clients.remove(clientId);
        keeper.forget(clientId, now);
        if (client == null) {
            return false;
        }
        synchronized (client) {
            leave(client);
        }
        return true;
    }

    /** Whether clients were known before the server started. */
    public boolean wasKnown() {
        return known;
    }

    /** How many clients are back since a restart of the server, and who is not. */
    public Comeback comeback() {
        int asBefore = 0;
        List<String> missing = new ArrayList<>();
        for (Client client : clients.values()) {
            synchronized (client) {
                asBefore += client.isBackAsBefore() ? 1 : 0;
                if (client.isExpected() && !client.isBack() && !client.isSilent()) {
                    missing.add(client.id);
                }
            }
        }
        missing.sort(Comparator.naturalOrder());
        return new Comeback(asBefore, missing);
    }

    /** The judgement that a keepalive opens. */
    public PendingJudgement open(Keepalive keepalive, Caller caller, Instant now) {
        Client client = client(keepalive.clientId(), now);
        lastHeard = now;
        synchronized (client) {
            boolean late = keepalive.report().map(client.incarnations::isLate).orElse(false);
            if (!late) {
                client.hear(keepalive, caller, now);
                client.before = client.carried;
                client.touch();
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
            boolean twins = client.incarnations.areTwins(now);
            client.touch();
            boolean ordered =
                    client.beat(boot, caller, () -> home.of(client.site()).holds(caller.address()), now);
            if (!twins && client.incarnations.areTwins(now)) {
                dirty.add(clientId);
            }
            return ordered;
        }
    }

    /** Whether something is remembered of the client. */
    public boolean knows(String clientId) {
        return clients.containsKey(clientId);
    }

    /** How many clients are remembered. */
    public int size() {
        return clients.size();
    }

    private Client client(String clientId, Instant now) {
        Client known = clients.get(clientId); // the steady case, without a lock on its neighbours in the map
        return known != null ? known : clients.computeIfAbsent(clientId, id -> new Client(id, now));
    }

    /** The judgement of a client by what is known now; empty when there is nothing to judge. */
    public Optional<PendingJudgement> reopen(String clientId, Instant now) {
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

    private PendingJudgement assess(Client client, Instant now) {
        Keepalive keepalive = client.last().orElseThrow();
        HomeLine line = home.of(client.site());
        CarriedEvidence base = client.before.suspected(client.carried.suspectedSince());
        LookUps lookUps = new LookUps(directory, MOST_LOOK_UPS - client.lookUps.size(), now);
        Assessor.Assessment assessment = Assessor.assess(
                keepalive, client.caller().orElseThrow(), client.sender(), base, company(client, now), line, lookUps);
        client.waitingFor = lookUps.waitingFor();
        lookUps.waitingFor().forEach(address -> await(address, client));
        return new PendingJudgement(client, assessment.evidence(), assessment.carried());
    }

    private void await(Address address, Client client) {
        client.lookUps.add(address);
        waiters.compute(address, (same, before) -> {
            Set<String> ids = before == null ? ConcurrentHashMap.newKeySet() : before;
            ids.add(client.id);
            return ids;
        });
        if (!directory.isPending(address)) {
            waiters.computeIfPresent(address, (same, ids) -> ids.remove(client.id) && ids.isEmpty() ? null : ids);
            client.lookUps.remove(address);
            dirty.add(client.id); // it came in between, or was forgotten before its turn
        }
    }

    private Company company(Client client, Instant now) {
        boolean sharedPeer = client.arrival.peer().isPresent()
                && client.caller().map(Caller::address).equals(client.arrival.peer())
                && neighbours.isShared(client.arrival.peer().get());
        return new Company(
                client.incarnations.areTwins(now),
                sharedPeer,
                client.start == Neighbours.Start.AT_HOME && neighbours.areAllAtHome(),
                familiar.at(now));
    }

    /** Takes the judgement, unless a newer keepalive has come in between, and hands on what changed. */
    public Recorded record(PendingJudgement judged, Instant now) {
        Client client = client(judged.clientId(), now);
        synchronized (client) {
            CompletableFuture<Boolean> kept = Keeper.DONE;
            if (client.revision == judged.revision()) {
                List<Transition> changes = client.take(judged, now);
                compare(client, judged, now);
                client.touch();
                if (!changes.isEmpty() || client.isToBeKeptNow()) {
                    kept = keeper.keep(client.kept(), changes);
                }
            }
            return new Recorded(client.colour(), client.findings(), client.wantsSecondLook(), client.rhythm(now), kept);
        }
    }

    /** Takes what the judged client tells about the others, and marks those for which that makes a difference. */
    private void compare(Client client, PendingJudgement judged, Instant now) {
        if (judged.isCompanion()) {
            return;
        }
        Neighbours.Arrival arrival = arrival(judged);
        dirty.addAll(neighbours.arrives(client.id, client.arrival, arrival));
        client.arrival = arrival;
        Neighbours.Start start = start(client, judged);
        if (neighbours.starts(client.start, start)) {
            rejudgeAll();
        }
        client.start = start;
        judged.judgement()
                .exit()
                .map(ExitSighting::network)
                .filter(network -> network.kind() == Network.Kind.ACCESS)
                .flatMap(Network::asn)
                .ifPresent(asn -> familiar.seen(asn, now));
    }

    /** The peer beside the exit that others saw; a peer on the home line or on the exit's own network is no proxy. */
    private Neighbours.Arrival arrival(PendingJudgement judged) {
        Evidence seen = judged.evidence();
        Optional<Address> peer = seen.way()
                .peer()
                .filter(address -> !seen.way().forwardedByStranger() && address.isPublic())
                .filter(address -> !home.of(judged.site()).holds(address));
        Optional<Asn> exit = judged.judgement()
                .exit()
                .filter(each -> !each.isOwnPath()
                        && !seen.way().peer().filter(each.address()::equals).isPresent())
                .map(ExitSighting::network)
                .filter(network -> !network.sameAs(seen.way().network()))
                .flatMap(Network::asn);
        return new Neighbours.Arrival(peer, exit);
    }

    private Neighbours.Start start(Client client, PendingJudgement judged) {
        Optional<ExitSighting> exit = judged.judgement().exit();
        boolean seen = exit.isPresent();
        boolean exposed = client.shows(Fact.EXIT_ON_HOME_LINE)
                && exit.filter(each -> home.of(judged.site()).isCurrent(each.address()))
                        .isPresent();
        return switch (client.start) {
            case UNKNOWN ->
                exposed ? Neighbours.Start.AT_HOME : seen ? Neighbours.Start.ELSEWHERE : Neighbours.Start.UNKNOWN;
            case AT_HOME -> exposed || !seen ? Neighbours.Start.AT_HOME : Neighbours.Start.ELSEWHERE;
            case ELSEWHERE -> Neighbours.Start.ELSEWHERE;
        };
    }

    /**
     * The server's clock was set, or stood still with its machine: nobody was silent in that time.
     *
     * @param by how far it went, negative when it was put back
     */
    public void stepped(Duration by, Instant now) {
        ClockStep step = new ClockStep(by, now);
        lastHeard = step.of(lastHeard);
        for (Client client : clients.values()) {
            synchronized (client) {
                client.stepped(step);
                client.touch();
            }
        }
    }

    /** Lets time pass on a server whose own address stays as it is. */
    public void tick(Instant now) {
        tick(now, Optional.empty());
    }

    /**
     * Lets time pass: silence, the end of settling, suspicions that nobody cleared.
     *
     * @param moved when this server's own address was last seen to be another, empty when it never was
     * @return whether a client is missed, and the server had better look whether its own address is another
     */
    public boolean tick(Instant now, Optional<Instant> moved) {
        List<String> behind = leftBehind(now, moved);
        boolean missed = false;
        for (Client client : clients.values()) {
            synchronized (client) {
                missed |= client.isMissed(now, silence, moved);
                client.tick(now, silence, moved)
                        .map(change -> change.kind() == Transition.Kind.LEFT_BEHIND ? change.with(behind) : change)
                        .ifPresent(change -> keeper.keep(client.kept(), List.of(change)));
                boolean believed = client.believesWitness(now, Judge.SECOND_LOOK);
                if (believed || client.isSuspicionOverdue(now, Judge.SECOND_LOOK)) {
                    dirty.add(client.id);
                }
            }
        }
        for (Client client : List.copyOf(clients.values())) {
            if (isForgotten(client, now)) {
                clients.remove(client.id);
                keeper.forget(client.id, now);
            }
        }
        return missed;
    }

    /** Those that are to be told in one message, by name. */
    private List<String> leftBehind(Instant now, Optional<Instant> moved) {
        List<String> ids = new ArrayList<>();
        if (moved.isPresent()) {
            for (Client client : clients.values()) {
                synchronized (client) {
                    if (client.isLeftBehind(now, silence, moved)) {
                        ids.add(client.id);
                    }
                }
            }
        }
        ids.sort(Comparator.naturalOrder());
        return ids;
    }

    private boolean isForgotten(Client client, Instant now) {
        synchronized (client) {
            if (!client.isHidden(now, FORGET)) {
                return false;
            }
            leave(client);
            return true;
        }
    }

    private void leave(Client client) {
        dirty.addAll(neighbours.arrives(client.id, client.arrival, Neighbours.Arrival.NONE));
        neighbours.starts(client.start, Neighbours.Start.UNKNOWN);
    }

    /** Marks those clients for another judgement that waited for one of these addresses. */
    public void arrived(Collection<Address> addresses) {
        for (Address address : addresses) {
            Set<String> waiting = waiters.remove(address);
            if (waiting != null) {
                dirty.addAll(waiting);
                waiting.forEach(id -> lookedUp(address, id));
            }
        }
    }

    private void lookedUp(Address address, String clientId) {
        Client client = clients.get(clientId);
        if (client != null) {
            synchronized (client) {
                client.lookUps.remove(address);
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

    /** When the last keepalive of any client arrived, before a restart too; the start, when none ever did. */
    public Instant lastHeard() {
        return lastHeard;
    }

    /** The exits by which the client was protected lately, oldest first; empty when nobody knows it. */
    public Optional<List<ExitSighting>> travels(String clientId) {
        Client client = clients.get(clientId);
        if (client == null) {
            return Optional.empty();
        }
        synchronized (client) {
            return Optional.of(client.travels.all());
        }
    }

    /** Whether the client's names are found to be resolved where they should not be. */
    public boolean leaksNames(String clientId) {
        Client client = clients.get(clientId);
        if (client == null) {
            return false;
        }
        synchronized (client) {
            return client.shows(Fact.DNS_LEAK) || client.shows(Fact.DNS_ELSEWHERE);
        }
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
