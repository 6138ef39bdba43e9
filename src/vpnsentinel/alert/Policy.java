package vpnsentinel.alert;

import java.util.Optional;
import vpnsentinel.fleet.Transition;

/** Which transitions are news. Pure. */
final class Policy {
    private Policy() {}

    /** Why the transition is not told; empty when it is. */
    static Optional<String> silence(Transition change, ExitNews exits) {
        return switch (change.kind()) {
            case STOPPED -> Optional.of("an orderly stop is history only");
            case EXIT_MOVED -> moved(change, exits);
            case LEFT_BEHIND ->
                change.together().indexOf(change.client().id()) > 0
                        ? Optional.of("all that were left behind are told in one message")
                        : Optional.empty();
            case FIRST_SIGHT, STATUS, GRAVER, RETURNED -> Optional.empty();
        };
    }

    private static Optional<String> moved(Transition change, ExitNews exits) {
        return switch (exits) {
            case ANY -> Optional.empty();
            case OFF -> Optional.of("moves of an exit are switched off (VPN_SENTINEL_NOTIFY_EXIT)");
            case NETWORK ->
                change.isToAnotherNetwork()
                        ? Optional.empty()
                        : Optional.of("the exit moved within its network (VPN_SENTINEL_NOTIFY_EXIT)");
        };
    }
}
