package vpnsentinel.check;

/** How one check ended. */
public enum CheckOutcome {
    /** It works. */
    OK("ok", "32"),
    /** It works, but a person should know something. */
    NOTE("note", "36"),
    /** It does not work, and the product gets along without it. */
    MISSING("missing", "33"),
    /** It does not work, and the product needs it. */
    FAILED("FAILED", "1;31");

    private final String word;
    private final String colour;

    CheckOutcome(String word, String colour) {
        this.word = word;
        this.colour = colour;
    }

    /** The word in the table. */
    String word() {
        return word;
    }

    /** The text in the outcome's colour (ECMA-48, SGR). */
    String coloured(String text) {
        return "\u001b[" + colour + "m" + text + "\u001b[0m";
    }
}
