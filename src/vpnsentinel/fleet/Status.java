package vpnsentinel.fleet;

import java.util.Locale;

/** What a client is said to be, worst first. */
public enum Status {
    RED,
    YELLOW,
    GREEN,
    /** No keepalive when one was due. Never shown as a colour. */
    SILENT;

    static Status of(Colour colour) {
        return switch (colour) {
            case RED -> RED;
            case YELLOW -> YELLOW;
            case GREEN -> GREEN;
        };
    }

    /** The word in the API: {@code silent}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
