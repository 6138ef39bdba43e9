package vpnsentinel.client;

/** An answer that is not of the server, which gives verdicts: a proxy's page, for one. */
final class ForeignAnswer extends Exception {
    private static final long serialVersionUID = 1;

    ForeignAnswer() {
        super("answer without a verdict");
    }
}
