package vpnsentinel.fleet;

import java.util.ArrayList;
import java.util.List;
import vpnsentinel.verdict.Evidence;
import vpnsentinel.verdict.Finding;
import vpnsentinel.verdict.Judgement;

/**
 * One judgement on its way through the routes: the evidence, what the rules find in it, and what the router says that each
 * finding is worth. Used by one thread at a time.
 */
public final class PendingJudgement {
    private final String clientId;
    private final String site;
    private final boolean companion;
    private final long revision;
    private final Evidence evidence;
    private final CarriedEvidence carried;
    private final List<ColouredFinding> coloured = new ArrayList<>(4);
    private Judgement judgement = Judgement.NONE;

    PendingJudgement(Client client, Evidence evidence, CarriedEvidence carried) {
        this.clientId = client.id;
        this.site = client.site();
        this.companion = client.isCompanion();
        this.revision = client.revision;
        this.evidence = evidence;
        this.carried = carried;
    }

    /** The client that is judged. */
    public String clientId() {
        return clientId;
    }

    /** The site with whose home line it is compared, empty for the server's own. */
    public String site() {
        return site;
    }

    /** Whether the client is outside the VPN on purpose, so that only what it teaches is judged. */
    public boolean isCompanion() {
        return companion;
    }

    /** What the rules may look at. */
    public Evidence evidence() {
        return evidence;
    }

    /** What the rules found. */
    public Judgement judgement() {
        return judgement;
    }

    /** Takes what the rules found; forgets colours of an earlier attempt. */
    public void judged(Judgement found) {
        judgement = found;
        coloured.clear();
    }

    /** Takes what the router says that the finding is worth. */
    public void colour(String findingId, Colour colour) {
        for (Finding finding : judgement.findings()) {
            if (finding.id().equals(findingId)) {
                coloured.add(new ColouredFinding(finding, colour));
            }
        }
    }

    /** Counts the keepalives of the client; a newer one makes this judgement out of date. */
    long revision() {
        return revision;
    }

    /** What is remembered of the client's evidence once this judgement is recorded. */
    CarriedEvidence carried() {
        return carried;
    }

    /** All findings, worst first. A finding that no route coloured counts as yellow: it must not vanish. */
    List<ColouredFinding> coloured() {
        if (judgement.findings().isEmpty()) {
            return List.of(); // the steady case
        }
        List<ColouredFinding> all = new ArrayList<>(coloured);
        for (Finding finding : judgement.findings()) {
            if (all.stream().noneMatch(each -> each.finding().equals(finding))) {
                all.add(new ColouredFinding(finding, Colour.YELLOW));
            }
        }
        all.sort((a, b) -> a.colour().compareTo(b.colour()));
        return all;
    }
}
