package vpnsentinel.alert;

import java.time.Instant;
import vpnsentinel.network.BoundedText;

/**
 * A written message.
 *
 * @param html its text in Telegram's HTML
 * @param plain the same in plain words, escaped, for a chat that refuses the HTML
 * @param quiet whether it arrives without a sound
 * @param urgent whether it is given up only after all others
 * @param at when it was written
 */
record Message(String html, String plain, boolean quiet, boolean urgent, Instant at) {
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
                length == 0 || length > Html.LONGEST ? safe : Html.ascii(html.strip()), safe, quiet, urgent, at);
    }
}
