package vpnsentinel.alert;

import java.util.List;
import java.util.Locale;
import vpnsentinel.settings.Chat;

/**
 * What a command is answered with, for a template to put in words.
 *
 * @param chat where the answer goes
 * @param command which command it was
 * @param version the server's version
 * @param homeLine the line that must not be seen, as it is known at the moment
 * @param summary how many clients have which status: {@code 1 red, 3 green}
 * @param clients the clients, most urgent first; as many as fit into one message
 * @param more how many do not fit
 * @param time the server's time
 */
public record CommandReply(
        Chat chat,
        Command command,
        String version,
        String homeLine,
        String summary,
        List<ClientCard> clients,
        int more,
        String time) {
    /** The commands that are answered. */
    public enum Command {
        PING("is the server there?"),
        STATUS("every client and the server's own line"),
        HELP("the commands");

        private final String description;

        Command(String description) {
            this.description = description;
        }

        /** The command without its slash: {@code status}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** What it does, for Telegram's list of commands. */
        public String description() {
            return description;
        }
    }

    public CommandReply {
        clients = List.copyOf(clients);
    }

    /** The command's word, for the template. */
    public String word() {
        return command.word();
    }

    /** The answer in plain words, escaped, for when the template is broken. */
    public String plain() {
        return Html.escape(PlainText.of(this));
    }

    /** The answer's text as it goes out: what the template made of it, or plain words where that is empty or too long. */
    public String text(String html, java.time.Instant now) {
        return Message.of(html, PlainText.of(this), true, false, now).html();
    }
}
