package vpnsentinel.dashboard;

import vpnsentinel.fleet.ColouredFinding;
import vpnsentinel.fleet.Phrase;

/**
 * Why a client is not simply green.
 *
 * @param tone what the finding is worth
 * @param id its name in the routes: {@code dns-leak}
 * @param evidence what was seen, one sentence
 * @param hint what to do about it, may be empty
 */
public record Reason(String tone, String id, String title, String evidence, String hint) {
    static Reason of(ColouredFinding coloured) {
        return new Reason(
                Tone.of(coloured.colour()).word(),
                coloured.finding().id(),
                Phrase.capital(coloured.finding().fact().title()),
                coloured.finding().evidence(),
                coloured.finding().hint());
    }
}
