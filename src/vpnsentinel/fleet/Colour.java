package vpnsentinel.fleet;

import java.util.Locale;

/** What a verdict says, worst first. */
public enum Colour {
    /** The address itself is exposed. */
    RED,
    /** The exit is protected, but something leaks, is unproven, or unexpected. */
    YELLOW,
    /** Protected. */
    GREEN;

    /** The worse of the two. */
    public Colour or(Colour other) {
        return compareTo(other) <= 0 ? this : other;
    }

    /** The word in the API. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
