package vpnsentinel.probe;

/**
 * How many packets went through the tunnel since its interfaces came up.
 *
 * @param sent into it
 * @param received out of it
 */
public record Counters(long sent, long received) {
    Counters plus(Counters other) {
        return new Counters(sent + other.sent, received + other.received);
    }
}
