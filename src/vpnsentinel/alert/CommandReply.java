package vpnsentinel.alert;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import vpnsentinel.settings.Chat;
import vpnsentinel.words.Catalogue;

/**
 * What a command is answered with, for a template to put in pixels.
 *
 * @param chat where the answer goes: where the question came from
 * @param command which command it was
 * @param version the server's version
 * @param homeLine the line that must not be seen, as it is known at the moment; empty while it is not
 * @param summary how many clients have which status: {@code 1 red, 3 green}; or that there is no such client
 * @param clients the clients, most urgent first; as many as fit into one message
 * @param more how many do not fit
 * @param time the server's time
 * @param told the answer in words, line by line
 * @param lines what stands between its headline and the rest, one line a client or command
 * @param fields all about one client, where the question named one
 */
public record CommandReply(
        Chat chat,
        Command command,
        String version,
        String homeLine,
        String summary,
        List<ClientCard> clients,
        int more,
        String time,
        Told told,
        List<String> lines,
        List<Field> fields) {
    /** The commands that are answered. */
    public enum Command {
        PING,
        STATUS,
        FORGET,
        HELP;

        /** The command without its slash: {@code status}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** What it does, for Telegram's list of commands. */
        public String description() {
            return Catalogue.WORDS.text("command." + word());
        }
    }

    /**
     * One thing that is known of a client.
     *
     * @param code whether it is something to copy, as an address is
     */
    public record Field(String label, String value, boolean code) {}

    public CommandReply {
        clients = List.copyOf(clients);
        lines = List.copyOf(lines);
        fields = List.copyOf(fields);
    }

    /** The command's word, for the template. */
    public String word() {
        return command.word();
    }

    /** The answer in plain words, escaped, for when the template is broken. */
    public String plain() {
        return Html.escape(plainText());
    }

    String plainText() {
        List<String> all = new ArrayList<>();
        all.add(told.mark() + " " + told.headline());
        all.add(told.what());
        all.addAll(lines);
        fields.forEach(field -> all.add(field.value().isEmpty() ? "" : field.label() + ": " + field.value()));
        if (!fields.isEmpty()) {
            clients.forEach(client -> client.reasons()
                    .forEach(
                            reason -> all.add("* " + reason.title() + ": " + reason.evidence() + " " + reason.hint())));
        }
        all.add(told.advice());
        all.add(told.rest());
        all.removeIf(String::isBlank);
        return String.join("\n", all);
    }
}
