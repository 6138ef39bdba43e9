package vpnsentinel.alert;

import java.util.Locale;

/** Which moves of a client's exit are worth a message. */
public enum ExitNews {
    /** To another network or country. */
    NETWORK,
    /** To any other address. */
    ANY,
    /** None. */
    OFF;

    /** The choice that the setting {@code notify.exit} spells. */
    public static ExitNews of(String setting) {
        return valueOf(setting.toUpperCase(Locale.ROOT));
    }
}
