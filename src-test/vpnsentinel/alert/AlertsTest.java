package vpnsentinel.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import vpnsentinel.fleet.Status;
import vpnsentinel.fleet.Transition;
import vpnsentinel.settings.Chat;
import vpnsentinel.store.Ids;
import vpnsentinel.store.MessageBook;
import vpnsentinel.store.Notes;
import vpnsentinel.store.Stores;
import vpnsentinel.store.TransitionBook;

/** From a decision to the outbox. */
class AlertsTest {
    private final Tally tally = new Tally();
    private final Outbox outbox = new KeptOutbox(
            new MessageBook(Stores.none(), new Ids(() -> Sights.NOW)), new Notes(Stores.none()), List.of(), tally);
    private final Alerts alerts = new Alerts(
            new Alerts.House(
                    List.of(Chat.parse("1").orElseThrow()),
                    ExitNews.ANY,
                    ZoneOffset.UTC,
                    "2.0.0",
                    () -> "198.51.100.20"),
            outbox,
            new TransitionBook(Stores.none(), new Ids(() -> Sights.NOW)),
            new Notes(Stores.none()),
            tally,
            () -> Sights.NOW);

    private void tell(Transition change) {
        if (alerts.decide(new News.Changed(change)) instanceof Decision.Tell tell) {
            alerts.store(tell.alert(), change.client().id(), Optional.empty());
        }
    }

    @Test
    void howeverManyThereAreAllArriveInOrder() {
        tell(Sights.of("exposed", Status.RED).after(Status.GREEN));
        for (String id : List.of("a", "b", "c", "d")) {
            tell(Sights.of(id, Status.YELLOW).after(Status.GREEN));
        }

        List<String> left = new ArrayList<>();
        for (Optional<OutboxEntry> next = outbox.next(Sights.NOW); next.isPresent(); next = outbox.next(Sights.NOW)) {
            left.add(next.get().text());
            outbox.sent(next.get(), Sights.NOW);
        }
        assertThat(left).containsExactly("exposed", "a", "b", "c", "d");
    }
}
