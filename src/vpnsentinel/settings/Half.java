package vpnsentinel.settings;

import java.util.Locale;

/** Which of the two processes a setting is for. */
public enum Half {
    SERVER,
    CLIENT;

    /** {@code server} or {@code client}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
