package vpnsentinel.health;

import java.util.Locale;
import vpnsentinel.settings.Secrets;

/**
 * Something that the server stands on, and how it is at present.
 *
 * @param reason why it is not working, for people; empty when it is
 */
public record Part(Name name, State state, String reason) {
    public Part {
        reason = Secrets.hide(reason);
    }

    /** What the server stands on. */
    public enum Name {
        /** The listener that clients reach. */
        API,
        /** What must survive the server. */
        STORE,
        /** Room for clients that are not known yet. */
        CAPACITY,
        /** Knowledge of the line that must not be seen. */
        HOME_LINE,
        /** Messages out, commands in. */
        TELEGRAM,
        /** The route files, as they are now. */
        ROUTES,
        /** The templates of messages and pages, as they are now. */
        TEMPLATES;

        /** The word in answers: {@code home-line}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** Whether the server is of no use without it, or keeps no promise without it. */
        boolean vital() {
            return this == API || this == STORE;
        }
    }

    /** How a part is. */
    public enum State {
        /** It does what it should. */
        WORKING,
        /** It is switched off on purpose. */
        OFF,
        /** It works in part, or on old knowledge. */
        DEGRADED,
        /** It does not work. */
        BROKEN
    }

    /** The part does what it should. */
    public static Part working(Name name) {
        return new Part(name, State.WORKING, "");
    }

    /** The part is switched off on purpose. */
    public static Part off(Name name) {
        return new Part(name, State.OFF, "");
    }

    /** The part works in part, or on old knowledge. */
    public static Part degraded(Name name, String reason) {
        return new Part(name, State.DEGRADED, reason);
    }

    /** The part does not work. */
    public static Part broken(Name name, String reason) {
        return new Part(name, State.BROKEN, reason);
    }

    boolean isBroken() {
        return state == State.BROKEN;
    }

    boolean isTroubled() {
        return state == State.BROKEN || state == State.DEGRADED;
    }
}
