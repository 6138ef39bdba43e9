package vpnsentinel.http;

import vpnsentinel.access.Refusal;

/** A client sends more keepalives than its limit. */
public final class TooMany extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Refusal refusal;

    public TooMany(Refusal refusal) {
        super(refusal.error(), null, false, false);
        this.refusal = refusal;
    }

    public Refusal refusal() {
        return refusal;
    }
}
