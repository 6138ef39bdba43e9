package vpnsentinel.launch;

import java.util.Map;
import vpnsentinel.settings.Half;

/**
 * The routes that a half cannot do without, each with what is lost without it. Broken, they stop a start; deleted, what ran
 * goes on; switched off on purpose, health says what is lost.
 */
final class Indispensable {
    private static final Map<String, String> OF_SERVER = Map.of(
            "receive-keepalive", "no client is heard",
            "answer-beat", "clients fall silent between their keepalives",
            "judge-client", "no client is judged",
            "colour-finding", "every finding counts as yellow",
            "watch-for-silence", "nobody notices a client that falls silent",
            "learn-home-line", "the home line is not learnt",
            "judge-again", "verdicts do not follow what is learnt later",
            "announce-transition", "no change of a client is told",
            "raise-alert", "no message is made",
            "send-telegram", "no message is sent");

    private static final Map<String, String> OF_CLIENT = Map.of(
            "gather-evidence", "no round is made",
            "probe-exit", "the exit is never verified",
            "probe-resolver", "resolvers are never verified",
            "probe-path", "nobody looks which way the kernel takes",
            "watch-tunnel", "a change of the network is seen only with the next round",
            "send-keepalive", "the server hears nothing",
            "post-keepalive", "the server hears nothing",
            "send-beat", "the server hears nothing between two keepalives");

    private Indispensable() {}

    /** Those of the half. */
    static Map<String, String> of(Half half) {
        return half == Half.SERVER ? OF_SERVER : OF_CLIENT;
    }
}
