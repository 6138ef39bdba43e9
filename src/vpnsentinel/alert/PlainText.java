package vpnsentinel.alert;

import java.util.ArrayList;
import java.util.List;

/** Messages in plain words, for when a template is broken or too long: an alert is never lost to its looks. */
final class PlainText {
    private PlainText() {}

    static String of(Alert alert) {
        if (alert instanceof Alert.Change change) {
            return change(change);
        }
        if (alert instanceof Alert.NoClients none) {
            return "No client is heard from since " + none.since() + " (" + none.lasted() + ").\nTime: " + none.time();
        }
        if (alert instanceof Alert.LeftBehind behind) {
            return "Silent since this server's address changed: " + String.join(", ", behind.clients())
                    + (behind.more() > 0 ? " and " + behind.more() + " more" : "") + "\nServer IP: "
                    + behind.homeLine() + "\nTime: " + behind.time();
        }
        Alert.Started started = (Alert.Started) alert;
        return "VPN Sentinel server started\nVersion: " + started.version() + "\nServer IP: " + started.homeLine()
                + "\nTime: " + started.time();
    }

    private static String change(Alert.Change change) {
        List<String> lines = new ArrayList<>();
        ClientCard client = change.client();
        lines.add(client.phrase() + " - " + client.id());
        lines.add((change.from().isEmpty() ? "first sight: " : change.from() + " -> ")
                + change.to()
                + (change.lasted().isEmpty() ? "" : " after " + change.lasted()));
        client.reasons().forEach(reason -> lines.add(reason(reason)));
        add(lines, "VPN IP: ", client.exit());
        add(lines, "Before: ", change.oldExit());
        add(lines, "Server IP: ", change.homeLine());
        add(lines, "Location: ", client.place());
        add(lines, "Provider: ", client.provider());
        add(lines, "Timezone: ", client.timezone());
        add(lines, "DNS: ", client.dns());
        add(lines, "Version: ", client.version());
        add(lines, "Last seen: ", client.lastSeen());
        add(lines, "Time: ", change.time());
        return String.join("\n", lines);
    }

    static String of(CommandReply reply) {
        return switch (reply.command()) {
            case PING -> "Pong. VPN Sentinel " + reply.version() + ", " + reply.time();
            case HELP -> "/ping - is the server there\n/status - every client\n/help - this list";
            case STATUS -> status(reply);
        };
    }

    private static String status(CommandReply reply) {
        List<String> lines = new ArrayList<>();
        lines.add(reply.summary());
        for (ClientCard client : reply.clients()) {
            lines.add(client.id() + ": " + client.status() + ", " + client.phrase() + ", since " + client.since()
                    + ", last seen " + client.ago() + " ago, VPN IP " + client.exit());
            client.reasons().forEach(reason -> lines.add("  " + reason(reason)));
        }
        if (reply.more() > 0) {
            lines.add("and " + reply.more() + " more");
        }
        add(lines, "Server IP: ", reply.homeLine());
        lines.add("Time: " + reply.time());
        return String.join("\n", lines);
    }

    private static String reason(ClientCard.Reason reason) {
        return "* " + reason.title() + ": " + reason.evidence()
                + (reason.hint().isEmpty() ? "" : " -> " + reason.hint());
    }

    private static void add(List<String> lines, String label, String value) {
        if (!value.isEmpty()) {
            lines.add(label + value);
        }
    }
}
