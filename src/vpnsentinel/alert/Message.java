package vpnsentinel.alert;

import java.time.Instant;
import java.util.Optional;
import vpnsentinel.network.BoundedText;

/**
 * A written message.
 *
 * @param html its text in Telegram's HTML
 * @param plain the same in plain words, escaped, for a chat that refuses the HTML
 * @param quiet whether it arrives without a sound
 * @param urgent whether it is given up only after all others, and never summed up with them
 * @param at when it was written
 * @param brief what it says in short; empty where it stands for itself
 * @param answer whether somebody asked for it and waits
 */
record Message(
        String html, String plain, boolean quiet, boolean urgent, Instant at, Optional<Brief> brief, boolean answer) {
    /**
     * The message with these texts. An HTML text that is empty or longer than Telegram takes gives way to the plain one,
     * which is cut where it is too long; tags are never cut.
     *
     * @param plain not escaped
     */
    static Message of(String html, String plain, boolean quiet, boolean urgent, Instant at) {
        String safe = Html.ascii(Html.escape(BoundedText.cut(plain, Html.LONGEST)));
        int length = Html.visibleLength(html);
        return new Message(
                length == 0 || length > Html.LONGEST ? safe : Html.ascii(html.strip()),
                safe,
                quiet,
                urgent,
                at,
                Optional.empty(),
                false);
    }

    /** The same message, and what it says in short. */
    Message inBrief(Optional<Brief> said) {
        return new Message(html, plain, quiet, urgent, at, said, answer);
    }

    /** The same message, as the answer to somebody. */
    Message asAnswer() {
        return new Message(html, plain, quiet, urgent, at, brief, true);
    }

    /** Whether it may go out together with others in one message. */
    boolean isSummable() {
        return brief.isPresent() && !urgent;
    }
}
