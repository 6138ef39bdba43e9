package vpnsentinel.client;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import vpnsentinel.network.Address;

/** What the last rounds saw, and what follows from it for the next looks. Thread-safe. */
final class LastSeen {
    /** Rounds after a change that leave a way unseen, until the usual ones are left to see it. */
    private static final int MOST_UNSEEN = 3;

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(5);

    private final Schedule schedule;
    private final BeatSchedule beats;
    private final NewsLog news;
    private final InstantSource clock;
    private volatile Optional<Round> last = Optional.empty();
    /** The last round that showed in which network the exit is. */
    private volatile Optional<Round> line = Optional.empty();

    private volatile int unseen;

    LastSeen(Schedule schedule, BeatSchedule beats, NewsLog news, InstantSource clock) {
        this.schedule = schedule;
        this.beats = beats;
        this.news = news;
        this.clock = clock;
    }

    /** The last round whose probes are done. */
    Optional<Round> round() {
        return last;
    }

    /** The addresses by which the world saw this client in the last round. */
    Set<Address> exits() {
        return last.map(Round::exitAddresses).orElse(Set.of());
    }

    /** Takes a round whose probes are done. */
    void take(Round round) {
        last = Optional.of(round);
        news.saw(round);
        compareLine(round);
        lookAgainForUnseen(round);
    }

    /** Another line than the last one that was seen in full makes every other address news. */
    private void compareLine(Round round) {
        if (line.filter(round::showsAnotherLineThan).isPresent()) {
            beats.lineChanged();
        } else if (round.exitAddresses().isEmpty()) {
            beats.lineUnseen();
        }
        if (round.showsNetwork()) {
            line = Optional.of(round);
        }
    }

    /** An address or a route that has just appeared may work a little later. */
    private void lookAgainForUnseen(Round round) {
        if (!round.asksAll()) {
            return;
        }
        unseen = round.leavesWayUnseen() ? unseen + 1 : 0;
        if (unseen > 0 && unseen < MOST_UNSEEN) {
            schedule.orderLater(LOOK_AGAIN, clock.instant());
        }
    }

    /** Something changed: a way that nobody saw before is looked for anew. */
    void changed() {
        unseen = 0;
    }
}
