package vpnsentinel.alert;

import java.util.List;
import vpnsentinel.fleet.ClientView;
import vpnsentinel.fleet.Colour;
import vpnsentinel.fleet.Span;
import vpnsentinel.fleet.Status;
import vpnsentinel.fleet.Transition;
import vpnsentinel.words.Sentence;

/** A change of a client as one line of the log: {@code tokyo: green → silent (was green for 48 s)}. */
final class ChangeLine {
    private static final String UNKNOWN = "unknown";

    private ChangeLine() {}

    static String of(Transition transition) {
        ClientView client = transition.client();
        String line = Sentence.of(
                        "log." + kind(transition),
                        "client",
                        client.id(),
                        "from",
                        transition.from().map(Status::word).orElse(""),
                        "to",
                        transition.to().word(),
                        "lasted",
                        Span.words(transition.lasted()),
                        "address",
                        address(client),
                        "before",
                        transition.before().map(ChangeLine::address).orElse(UNKNOWN))
                .text();
        return line + (transition.kind() == Transition.Kind.STOPPED ? "" : reasons(client));
    }

    private static String kind(Transition transition) {
        return switch (transition.kind()) {
            case FIRST_SIGHT -> "first-sight";
            case STATUS, RETURNED -> transition.from().isEmpty() ? "first-sight" : "step";
            case STOPPED -> transition.from().isEmpty() ? "first-stopped" : "stopped";
            case GRAVER -> "graver";
            case EXIT_MOVED -> "exit-moved";
            case LEFT_BEHIND -> "left-behind";
        };
    }

    private static String address(ClientView client) {
        return client.exit().address().map(Object::toString).orElse(UNKNOWN);
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
