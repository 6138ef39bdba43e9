package vpnsentinel.launch;

import vpnsentinel.access.Refusal;

/** A client sends more keepalives than its limit. */
final class TooMany extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Refusal refusal;

    TooMany(Refusal refusal) {
        super(refusal.error(), null, false, false);
        this.refusal = refusal;
    }

    Refusal refusal() {
        return refusal;
    }
}
