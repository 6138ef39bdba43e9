package vpnsentinel.lookup;

import java.time.Duration;

/**
 * What an echo provider sent.
 *
 * @param body its text, JSON when all is well
 * @param pause how long it asks to be left alone, zero for not at all
 */
public record EchoReply(String body, Duration pause) {
    /** A reply that asks for no pause. */
    public static EchoReply of(String body) {
        return new EchoReply(body, Duration.ZERO);
    }
}
