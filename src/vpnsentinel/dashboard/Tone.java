package vpnsentinel.dashboard;

import java.util.Locale;
import vpnsentinel.fleet.ClientView;
import vpnsentinel.fleet.Colour;
import vpnsentinel.words.Catalogue;

/**
 * How a client is shown: each one has its colour, its shape, and its words, so that no eye depends on the colour. In the
 * order of the page, most urgent first.
 */
enum Tone {
    RED("■"),
    SILENT("◌"),
    YELLOW("▲"),
    GREEN("●"),
    STOPPED("▬");

    private final String glyph;

    Tone(String glyph) {
        this.glyph = glyph;
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
        return Catalogue.WORDS.text("page.count." + word());
    }
}
