package vpnsentinel.api;

import vpnsentinel.fleet.ColouredFinding;
import vpnsentinel.verdict.Finding;

/**
 * One reason of a client's status.
 *
 * @param finding its name in routes and documentation: {@code dns-leak}
 * @param title the same for people
 * @param colour what the routes say that it is worth: {@code red}, {@code yellow}, {@code green}
 * @param evidence what was seen, one sentence
 * @param hint what to do about it, may be empty
 */
public record ReasonBody(String finding, String title, String colour, String evidence, String hint) {
    static ReasonBody of(ColouredFinding coloured) {
        Finding finding = coloured.finding();
        return new ReasonBody(
                finding.id(), finding.fact().title(), coloured.colour().word(), finding.evidence(), finding.hint());
    }
}
