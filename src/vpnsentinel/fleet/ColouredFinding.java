package vpnsentinel.fleet;

import vpnsentinel.verdict.Finding;

/** A finding and what the routes say that it is worth. */
public record ColouredFinding(Finding finding, Colour colour) {}
