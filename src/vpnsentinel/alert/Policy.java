package vpnsentinel.alert;

import java.util.Optional;
import vpnsentinel.fleet.ClientView;
import vpnsentinel.fleet.Status;
import vpnsentinel.fleet.Transition;
import vpnsentinel.verdict.Fact;

/** Which transitions are news. Pure: what the chats were told last comes in. */
final class Policy {
    private Policy() {}

    /** Why the transition is not told; empty when it is. */
    static Optional<String> silence(Transition change, ExitNews exits, Optional<String> toldLast) {
        return switch (change.kind()) {
            case STOPPED -> Optional.of("an orderly stop is history only");
            case EXIT_MOVED -> moved(change, exits);
            case STATUS -> status(change, toldLast);
            case FIRST_SIGHT, RETURNED -> Optional.empty();
        };
    }

    private static Optional<String> status(Transition change, Optional<String> toldLast) {
        if (isSuspicionAlone(change.client())) {
            return Optional.of("a suspicion waits for the second look");
        }
        if (toldLast.filter(change.to().word()::equals).isPresent()) {
            return Optional.of("a suspicion was cleared, the chats know this status");
        }
        return Optional.empty();
    }

    private static boolean isSuspicionAlone(ClientView client) {
        return client.status() == Status.YELLOW
                && !Phrase.deciding(client).isEmpty()
                && Phrase.deciding(client).stream().allMatch(fact -> fact == Fact.EXIT_SUSPECTED);
    }

    private static Optional<String> moved(Transition change, ExitNews exits) {
        return switch (exits) {
            case ANY -> Optional.empty();
            case OFF -> Optional.of("moves of an exit are switched off (VPN_SENTINEL_NOTIFY_EXIT)");
            case NETWORK ->
                change.before()
                        .filter(before -> isWithin(before, change.client()))
                        .map(before -> "the exit moved within its network (VPN_SENTINEL_NOTIFY_EXIT)");
        };
    }

    private static boolean isWithin(ClientView before, ClientView after) {
        return before.network().sameAs(after.network())
                && before.place().country().equals(after.place().country());
    }
}
