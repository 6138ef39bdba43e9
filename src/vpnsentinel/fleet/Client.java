package vpnsentinel.fleet;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import vpnsentinel.access.Caller;
import vpnsentinel.network.Address;
import vpnsentinel.network.Asn;
import vpnsentinel.network.ExitSighting;
import vpnsentinel.network.Fact;
import vpnsentinel.network.KillSwitchSighting;
import vpnsentinel.network.Network;
import vpnsentinel.network.PathSighting;
import vpnsentinel.wire.Keepalive;
import vpnsentinel.wire.LineClaim;
import vpnsentinel.wire.Report;
import vpnsentinel.words.Sentence;

/** One client's state. Guarded by its own lock, which the fleet holds around every call. */
final class Client {
    /** How often evidence of an exposed client is wanted, and for how long: other people's services are asked for it. */
    private static final Duration CLOSE = Duration.ofSeconds(30);

    private static final Duration YOUNG = Duration.ofMinutes(10);

    /** So long a client seen for the first time may settle before it is announced. */
    private static final Duration SETTLING = Duration.ofSeconds(10);
    /** And so long, when all that is wrong with it is a look-up that did not arrive yet. */
    private static final Duration LOOKING_UP = Duration.ofSeconds(30);
    /** Whose last beat is no older than that is still beating. */
    private static final Duration BEATING = Duration.ofSeconds(30);

    final String id;
    private final Instant firstSeen;
    final Incarnations incarnations = new Incarnations();
    private final BeatWitness beats = new BeatWitness();
    final Travels travels = new Travels();
    Neighbours.Arrival arrival = Neighbours.Arrival.NONE;
    Neighbours.Start start = Neighbours.Start.UNKNOWN;
    CarriedEvidence before = CarriedEvidence.EMPTY;
    CarriedEvidence carried = CarriedEvidence.EMPTY;
    Set<Address> waitingFor = Set.of();
    /** The addresses that this client waits for by now, also of earlier rounds. */
    final Set<Address> lookUps = new HashSet<>(0);

    long revision;

    private Optional<Keepalive> last = Optional.empty();
    private Optional<Caller> caller = Optional.empty();
    private Optional<Address> sender = Optional.empty();
    private Instant lastSeen;
    private Instant lastReport;
    private boolean stopped;
    private Colour colour = Colour.YELLOW;
    private List<ColouredFinding> findings = List.of();
    private Optional<ExitSighting> exit = Optional.empty();
    private Optional<Told> told = Optional.empty();
    private Status status = Status.YELLOW;
    private Instant since;
    private Instant resumed = Instant.MIN;
    private Status resumedAs = Status.YELLOW;
    private Optional<Shown> kept = Optional.empty();
    private boolean changed;

    /** What is seen of a client, and worth being kept at once when it changes. */
    private record Shown(Status status, Colour colour, boolean stopped) {}

    /** What was last announced of the client, and since when it is announced to have that status. */
    record Told(Status status, Instant since, ClientView view) {}

    Client(String id, Instant now) {
        this.id = id;
        this.firstSeen = now;
        this.lastSeen = now;
        this.lastReport = now;
        this.since = now;
    }

    /** The client as it was kept, on a server that runs since then: nobody was silent while it did not. */
    static Client restored(KeptClient kept, Instant now) {
        ClientMemory memory = ClientMemory.read(kept.state());
        Client client = new Client(kept.id(), memory.firstSeen());
        client.incarnations.restore(memory.incarnations());
        client.beats.restore(memory.beats());
        client.travels.restore(memory.travels());
        client.arrival = memory.arrival();
        client.start = memory.start();
        client.before = memory.before().orElse(memory.carried());
        client.carried = memory.carried();
        client.last = memory.last();
        client.caller = memory.caller();
        client.sender = memory.sender();
        client.lastSeen = memory.lastSeen();
        client.lastReport = memory.lastReport();
        client.stopped = memory.stopped();
        client.colour = memory.colour();
        client.findings = memory.findings();
        client.exit = memory.exit();
        client.told = memory.told();
        client.status = memory.status();
        client.since = memory.since();
        client.resumed = now;
        client.resumedAs = client.status;
        client.kept = Optional.of(client.shown());
        return client;
    }

    /** All that is to be known after a restart. */
    KeptClient kept() {
        kept = Optional.of(shown());
        changed = false;
        ClientMemory memory = new ClientMemory(
                firstSeen,
                incarnations.memory(),
                beats.memory(),
                travels.all(),
                arrival,
                start,
                before.equals(carried) ? Optional.empty() : Optional.of(before),
                carried,
                last,
                caller,
                sender,
                lastSeen,
                lastReport,
                stopped,
                colour,
                findings,
                exit,
                told,
                status,
                since);
        return new KeptClient(id, status, since, lastSeen, memory.json());
    }

    private Shown shown() {
        return new Shown(status, colour, stopped);
    }

    /** Whether it is to be kept before anybody is told of it: it is new, or is seen to be another. */
    boolean isToBeKeptNow() {
        return kept.isEmpty() || !kept.get().equals(shown());
    }

    /** Whether anything at all is not kept yet. */
    boolean isChanged() {
        return changed;
    }

    /** Something is not kept yet. */
    void touch() {
        changed = true;
    }

    /** Whether it was known before the server restarted, and was there. */
    boolean isExpected() {
        return resumed.isAfter(Instant.MIN) && resumedAs != Status.SILENT && !stopped;
    }

    /** Whether it was heard from since the server restarted. */
    boolean isBack() {
        return !lastSeen.isBefore(resumed);
    }

    /** Whether it is heard from again, and is as it was before the server restarted. */
    boolean isBackAsBefore() {
        return isExpected() && isBack() && status == resumedAs;
    }

    Optional<Keepalive> last() {
        return last;
    }

    /** The site where it says to be. */
    String site() {
        return last.map(Keepalive::site).orElse("");
    }

    boolean isCompanion() {
        return last.map(Keepalive::companion).orElse(false);
    }

    /** Whether the last judgement found this. */
    boolean shows(Fact fact) {
        for (ColouredFinding each : findings) {
            if (each.finding().fact() == fact) {
                return true;
            }
        }
        return false;
    }

    Optional<Caller> caller() {
        return caller;
    }

    /** From where the last keepalive came. */
    Address sender() {
        return sender.orElseThrow();
    }

    Colour colour() {
        return colour;
    }

    boolean isSilent() {
        return status == Status.SILENT;
    }

    boolean isStopped() {
        return stopped;
    }

    List<ColouredFinding> findings() {
        return findings;
    }

    /** While an exposure is young or suspected, evidence is wanted often; who sends it more often anyway may go on. */
    Optional<Duration> rhythm(Instant now) {
        boolean young = colour() == Colour.RED && now.isBefore(since.plus(YOUNG));
        return (young || wantsSecondLook())
                        && last.flatMap(Keepalive::report)
                                .filter(report -> report.interval().compareTo(CLOSE) >= 0)
                                .isPresent()
                ? Optional.of(CLOSE)
                : Optional.empty();
    }

    /** Whether a lone source names the home line, and nobody else was asked yet. */
    boolean wantsSecondLook() {
        return shows(Fact.EXIT_SUSPECTED);
    }

    boolean isSuspicionOverdue(Instant now, Duration patience) {
        return wantsSecondLook()
                && carried.suspectedSince()
                        .map(at -> !now.isBefore(at.plus(patience)))
                        .orElse(false);
    }

    /** Takes a keepalive's signs of life, apart from its evidence. */
    void hear(Keepalive keepalive, Caller from, Instant now) {
        keepalive.report().ifPresent(report -> incarnations.take(report, now));
        last = Optional.of(keepalive);
        caller = Optional.of(from);
        sender = Optional.of(from.address());
        beats.paid(from);
        lastSeen = now;
        lastReport = now;
        stopped = keepalive.stopping();
    }

    /**
     * Takes a beat of the start with this nonce; says whether the client is to look again at once.
     *
     * @param fromHome whether it comes from the home line; asked only where that makes a difference, as beats are many
     */
    boolean beat(String boot, Caller from, BooleanSupplier fromHome, Instant now) {
        boolean unknown = !incarnations.knows(boot);
        if (stopped || unknown) {
            return unknown && beats.orders(true, now); // the one that stopped was overtaken by its farewell
        }
        lastSeen = now;
        if (incarnations.isCurrent(boot)) {
            beats.beat(from, now);
        } else {
            incarnations.beat(boot, now);
        }
        return beats.orders(isSilent() || wantsSecondLook() || (beats.isOwed() && fromHome.getAsBoolean()), now);
    }

    /** Takes the address that the beats show, when the evidence for it did not come in time; says whether it did so. */
    boolean believesWitness(Instant now, Duration patience) {
        Optional<Caller> witness = beats.overdueWitness(now, patience);
        witness.ifPresent(from -> caller = witness);
        return witness.isPresent();
    }

    /** Takes a judgement, and says what changed enough to be told. */
    List<Transition> take(PendingJudgement judged, Instant now) {
        findings = judged.coloured();
        Colour worst = incarnations.worst(worst(findings), now);
        if (worst != colour || isOtherLine(judged)) {
            beats.boreFruit();
        }
        colour = worst;
        exit = judged.judgement().exit().or(() -> exit);
        if (colour != Colour.RED && !judged.isCompanion()) {
            travels.take(judged.judgement().exits());
        }
        carried = judged.carried().suspected(suspicion(judged, now));
        if (carried.isProven()) {
            before = carried; // nothing of the round before is needed any more, were this one judged again
        }
        boolean wasSilent = isSilent();
        show(Status.of(colour), now);
        List<Transition> changes = new ArrayList<>(1);
        if (stopped) {
            changes.add(transition(Transition.Kind.STOPPED, now));
        } else if (wasSilent) {
            changes.add(tell(Transition.Kind.RETURNED, now));
        } else if (told.isEmpty()) {
            firstSight(now).ifPresent(changes::add);
        } else {
            change(now).ifPresent(changes::add);
        }
        return changes;
    }

    private boolean isOtherLine(PendingJudgement judged) {
        Optional<Asn> before = exit.map(ExitSighting::network).flatMap(Network::asn);
        Optional<Asn> after =
                judged.judgement().exit().map(ExitSighting::network).flatMap(Network::asn);
        return before.isPresent() && after.isPresent() && !before.equals(after);
    }

    private Optional<Instant> suspicion(PendingJudgement judged, Instant now) {
        if (!judged.judgement().suspected()) {
            return Optional.empty();
        }
        return carried.suspectedSince().or(() -> Optional.of(now));
    }

    private static Colour worst(List<ColouredFinding> findings) {
        Colour worst = Colour.GREEN;
        for (ColouredFinding each : findings) {
            worst = worst.or(each.colour());
        }
        return worst;
    }

    private void show(Status next, Instant now) {
        if (status != next) {
            since = now;
        }
        status = next;
    }

    /** First sight settles: what is still being looked up could turn a worry into nothing. */
    private Optional<Transition> firstSight(Instant now) {
        boolean settled = waitingFor.isEmpty() && colour == Colour.GREEN;
        boolean late = !now.isBefore(firstSeen.plus(isOnlyBeingLookedUp() ? LOOKING_UP : SETTLING));
        return settled || late || colour == Colour.RED
                ? Optional.of(tell(Transition.Kind.FIRST_SIGHT, now))
                : Optional.empty();
    }

    /** Whether nothing is found but that the resolver was never verified, and its address is just being looked up. */
    private boolean isOnlyBeingLookedUp() {
        return !waitingFor.isEmpty()
                && findings.stream()
                        .filter(each -> each.colour() != Colour.GREEN)
                        .allMatch(each -> each.finding().fact() == Fact.DNS_NEVER_VERIFIED);
    }

    private Optional<Transition> change(Instant now) {
        Told before = told.orElseThrow();
        Colour tellable = incarnations.areTwins(now) ? colour : Colour.GREEN;
        for (ColouredFinding each : findings) {
            if (each.finding().fact() != Fact.EXIT_SUSPECTED) {
                tellable = tellable.or(each.colour());
            }
        }
        Status next = Status.of(tellable);
        boolean hush = (wantsSecondLook() && next.compareTo(before.status) >= 0) // no news, nor an end of any
                || isSettlingAgain(next, before, now);
        if (hush) {
            return Optional.empty();
        }
        if (next != before.status) {
            return Optional.of(tell(Transition.Kind.STATUS, now));
        }
        if (Phrase.isLeakBeyond(colour, findings, before.view.findings())) {
            return Optional.of(tell(Transition.Kind.GRAVER, now));
        }
        return hasMoved(before.view) ? Optional.of(tell(Transition.Kind.EXIT_MOVED, now)) : Optional.empty();
    }

    /** After a restart, look-ups have to be asked for again: what they will say was told before. */
    private boolean isSettlingAgain(Status next, Told before, Instant now) {
        return next != Status.RED
                && next != before.status
                && !waitingFor.isEmpty()
                && resumed.isAfter(Instant.MIN)
                && now.isBefore(resumed.plus(LOOKING_UP));
    }

    private boolean hasMoved(ClientView before) {
        Optional<Address> address = exit.map(ExitSighting::address);
        return before.exit().address().isPresent()
                && address.isPresent()
                && !before.exit().address().equals(address)
                && !waitingFor.contains(address.get());
    }

    /** The server's clock was set. */
    void stepped(ClockStep step) {
        lastSeen = step.of(lastSeen);
        lastReport = step.of(lastReport);
        since = step.of(since);
        resumed = resumed.equals(Instant.MIN) ? resumed : step.of(resumed);
        beats.stepped(step);
        carried = carried.suspected(carried.suspectedSince().map(step::of));
        told = told.map(before -> new Told(before.status, step.of(before.since), before.view));
    }

    /**
     * What time alone brings: the end of settling, and silence.
     *
     * @param moved when this server's own address was last seen to be another
     */
    Optional<Transition> tick(Instant now, Silence silence, Optional<Instant> moved) {
        if (isSilent()) {
            return Optional.empty();
        }
        LastSign sign = sign();
        if (!now.isBefore(sign.silentAt(silence, moved))) {
            show(Status.SILENT, now);
            return Optional.of(
                    tell(sign.isExcused(silence, moved) ? Transition.Kind.LEFT_BEHIND : Transition.Kind.STATUS, now));
        }
        return told.isEmpty() && !stopped ? firstSight(now) : Optional.empty();
    }

    private LastSign sign() {
        Optional<Report> report = last.flatMap(Keepalive::report);
        return new LastSign(
                later(lastSeen, resumed),
                later(lastReport, resumed),
                report.map(Report::interval),
                report.flatMap(said -> beats.rhythm(said, lastSeen)),
                stopped,
                report.map(Report::followsName).orElse(false));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isBefore(other) ? other : one;
    }

    /** Whether its silence is now due, and was excused by a move of this server so far. */
    boolean isLeftBehind(Instant now, Silence silence, Optional<Instant> moved) {
        LastSign sign = sign();
        return !isSilent() && sign.isExcused(silence, moved) && !now.isBefore(sign.silentAt(silence, moved));
    }

    /** Whether it is missed so much that this server had better look whether it moved itself. */
    boolean isMissed(Instant now, Silence silence, Optional<Instant> moved) {
        return !isSilent() && sign().isMissed(now, silence, moved);
    }

    private Transition tell(Transition.Kind kind, Instant now) {
        Transition transition = transition(kind, now);
        Instant begin =
                told.filter(before -> before.status == status).map(Told::since).orElse(now);
        told = Optional.of(new Told(status, begin, transition.client()));
        return transition;
    }

    private Transition transition(Transition.Kind kind, Instant now) {
        return new Transition(
                kind,
                told.map(Told::status),
                status,
                now,
                told.map(before -> Duration.between(before.since, now)).orElse(Duration.ZERO),
                told.map(Told::view),
                view(now));
    }

    /** Whether the client is gone so long that it leaves the list. */
    boolean isHidden(Instant now, Duration timeout) {
        return isSilent() && !now.isBefore(since.plus(timeout));
    }

    /** The client as it is to be shown. */
    ClientView view(Instant now) {
        LineClaim claim = last.map(Keepalive::claim).orElse(LineClaim.NONE);
        return new ClientView(
                id,
                last.map(Keepalive::version).orElse(""),
                status,
                colour,
                stopped,
                since,
                lastSeen,
                shownExit(claim),
                new ClientView.Resolver(
                        claim.dnsCountry(), claim.dnsColo(), carried.resolver().transports()),
                findings,
                notes(now),
                isInContainer());
    }

    /** Whether it lives in the network of a container, which is another one when that container was replaced. */
    private boolean isInContainer() {
        return !isCompanion()
                && last.flatMap(Keepalive::report)
                        .flatMap(report -> report.local().path())
                        .filter(PathSighting::container)
                        .isPresent();
    }

    /** The exit that is proven, else what the client claims. */
    private ClientView.Exit shownExit(LineClaim claim) {
        return exit.map(seen -> new ClientView.Exit(Optional.of(seen.address()), seen.network(), seen.place()))
                .orElseGet(() -> new ClientView.Exit(claim.exit(), Network.UNKNOWN, claim.place()));
    }

    private List<String> notes(Instant now) {
        List<Sentence> notes = new ArrayList<>(2);
        if (isCompanion()) {
            notes.add(
                    site().isEmpty()
                            ? Sentence.of("note.companion")
                            : Sentence.of("note.companion-of", "site", site()));
        } else if (!site().isEmpty()) {
            notes.add(Sentence.of("note.site", "site", site()));
        }
        age("note.old-exit", carried.exit().track(), now).ifPresent(notes::add);
        age("note.old-resolver", carried.resolver().track(), now).ifPresent(notes::add);
        age("note.old-udp", carried.udp(), now).ifPresent(notes::add);
        int rounds = carried.exit().familyRounds();
        if (rounds > 0) {
            notes.add(Sentence.of(rounds == 1 ? "note.one-family-once" : "note.one-family", "count", rounds));
        }
        if (isSilent() && lastSeen.isAfter(lastReport) && now.isBefore(lastSeen.plus(BEATING))) {
            notes.add(Sentence.of("note.beats-only"));
        } else if (isSilent() && isInContainer() && !stopped) {
            notes.add(Sentence.of("note.container-replaced"));
        }
        last.flatMap(Keepalive::report)
                .flatMap(report -> report.local().killSwitch())
                .filter(seen -> seen.result() == KillSwitchSighting.Result.CLOSED && !shows(Fact.KILL_SWITCH_OPEN))
                .ifPresent(seen -> notes.add(Sentence.of("note.kill-switch-closed", "detail", seen.detail())));
        last.flatMap(Keepalive::report)
                .flatMap(report -> report.local().silent())
                .filter(silent -> !silent.all())
                .ifPresent(
                        silent -> notes.add(Sentence.of("note.some-name-servers-silent", "servers", silent.names())));
        lan().ifPresent(notes::add);
        return notes.stream().map(Sentence::text).toList();
    }

    /** An address of a bridge or a local network, from which a client arrives whether its VPN is up or not. */
    private Optional<Sentence> lan() {
        return carried.caller()
                .filter(from -> !from.address().isPublic() && from.isWitness() && !isCompanion())
                .map(from -> Sentence.of("note.private-way", "address", from.address()));
    }

    private static Optional<Sentence> age(String key, Track<?> track, Instant now) {
        return track.proof().misses() == 0
                ? Optional.empty()
                : track.provenAt()
                        .map(at -> Sentence.of(
                                key,
                                "minutes",
                                Math.max(1, Duration.between(at, now).toMinutes())));
    }
}
