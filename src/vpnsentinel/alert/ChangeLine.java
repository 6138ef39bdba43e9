package vpnsentinel.alert;

import java.util.List;
import vpnsentinel.fleet.ClientView;
import vpnsentinel.fleet.Colour;
import vpnsentinel.fleet.Span;
import vpnsentinel.fleet.Transition;

/** A change of a client as one line of the log: {@code tokyo: green → silent (was green for 48 s)}. */
final class ChangeLine {
    private ChangeLine() {}

    static String of(Transition transition) {
        String to = transition.to().word();
        String change = switch (transition.kind()) {
            case FIRST_SIGHT -> "first seen, " + to;
            case STATUS, RETURNED -> step(transition, to);
            case STOPPED -> step(transition, "stopped, as it said");
            case GRAVER -> "still " + to + ", for a graver reason";
            case EXIT_MOVED -> "still " + to + ", its exit moved " + moved(transition);
        };
        String reasons = transition.kind() == Transition.Kind.STOPPED ? "" : reasons(transition.client());
        return transition.client().id() + ": " + change + exit(transition) + reasons;
    }

    private static String step(Transition transition, String to) {
        if (transition.from().isEmpty()) {
            return "first seen, " + to;
        }
        String from = transition.from().get().word();
        return from + " → " + to + " (was " + from + " for " + Span.words(transition.lasted()) + ")";
    }

    private static String moved(Transition transition) {
        return "from " + transition.before().map(ChangeLine::address).orElse("unknown") + " to "
                + address(transition.client());
    }

    private static String exit(Transition transition) {
        return transition.kind() == Transition.Kind.FIRST_SIGHT ? ", exit " + address(transition.client()) : "";
    }

    private static String address(ClientView client) {
        return client.exit().address().map(Object::toString).orElse("unknown");
    }

    /** What speaks against it; what is merely noted stands on the dashboard. */
    private static String reasons(ClientView client) {
        List<String> reasons = client.findings().stream()
                .filter(each -> each.colour() != Colour.GREEN)
                .map(each -> each.finding().id())
                .toList();
        return reasons.isEmpty() ? "" : ": " + String.join(", ", reasons);
    }
}
