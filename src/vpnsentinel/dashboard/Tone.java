package vpnsentinel.dashboard;

import java.util.Locale;
import vpnsentinel.fleet.ClientView;
import vpnsentinel.fleet.Colour;

/**
 * How a client is shown: each one has its colour, its shape, and its words, so that no eye depends on the colour. In the
 * order of the page, most urgent first.
 */
enum Tone {
    RED("■", "Exposed"),
    SILENT("◌", "Silent"),
    YELLOW("▲", "Attention"),
    GREEN("●", "Protected"),
    STOPPED("▬", "Stopped");

    private final String glyph;
    private final String label;

    Tone(String glyph, String label) {
        this.glyph = glyph;
        this.label = label;
    }

    static Tone of(ClientView client) {
        return switch (client.status()) {
            case SILENT -> SILENT;
            case RED -> client.stopped() ? STOPPED : RED;
            case YELLOW -> client.stopped() ? STOPPED : YELLOW;
            case GREEN -> client.stopped() ? STOPPED : GREEN;
        };
    }

    static Tone of(Colour colour) {
        return switch (colour) {
            case RED -> RED;
            case YELLOW -> YELLOW;
            case GREEN -> GREEN;
        };
    }

    /** The class in the style sheet. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The shape as a character, where no picture can be. */
    String glyph() {
        return glyph;
    }

    /** The word above a count. */
    String label() {
        return label;
    }
}
