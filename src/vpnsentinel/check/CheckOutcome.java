package vpnsentinel.check;

/** How one check ended. */
public enum CheckOutcome {
    /** It works. */
    OK("ok"),
    /** It works, but a person should know something. */
    NOTE("note"),
    /** It does not work, and the product gets along without it. */
    MISSING("missing"),
    /** It does not work, and the product needs it. */
    FAILED("FAILED");

    private final String word;

    CheckOutcome(String word) {
        this.word = word;
    }

    /** The word in the table. */
    String word() {
        return word;
    }
}
