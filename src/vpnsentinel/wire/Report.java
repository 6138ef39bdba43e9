package vpnsentinel.wire;

import java.time.Duration;
import java.util.List;
import vpnsentinel.network.Answer;
import vpnsentinel.network.ExitSighting;
import vpnsentinel.network.LocalSigns;
import vpnsentinel.network.ResolverSighting;

/**
 * The evidence that a client of this product adds to its keepalive.
 *
 * @param boot a random word of this start of the client; two at the same time are two clients
 * @param sequence counts the keepalives of this start from 1; a lower one than seen is late
 * @param interval the announced time between two keepalives
 * @param beat the announced time between two signs of life in between, zero for none
 * @param exits what each asked echo provider answered
 * @param resolvers what each asked method and name server answered
 * @param udp from where STUN servers saw datagrams arrive; addresses only
 * @param local what the client sees of its own network namespace
 * @param took how long the round took before this was written, in milliseconds' precision; zero when unknown
 * @param followsName whether the client calls this server by a name, and so finds it again when its address changes
 */
public record Report(
        String boot,
        long sequence,
        Duration interval,
        Duration beat,
        List<Answer<ExitSighting>> exits,
        List<Answer<ResolverSighting>> resolvers,
        List<Answer<ExitSighting>> udp,
        LocalSigns local,
        Duration took,
        boolean followsName) {
    public Report {
        exits = List.copyOf(exits);
        resolvers = List.copyOf(resolvers);
        udp = List.copyOf(udp);
    }

    /** A report of a client that calls this server by its address, or does not say how. */
    public Report(
            String boot,
            long sequence,
            Duration interval,
            Duration beat,
            List<Answer<ExitSighting>> exits,
            List<Answer<ResolverSighting>> resolvers,
            List<Answer<ExitSighting>> udp,
            LocalSigns local,
            Duration took) {
        this(boot, sequence, interval, beat, exits, resolvers, udp, local, took, false);
    }

    /** A report without UDP and local signs. */
    public Report(
            String boot,
            long sequence,
            Duration interval,
            Duration beat,
            List<Answer<ExitSighting>> exits,
            List<Answer<ResolverSighting>> resolvers) {
        this(boot, sequence, interval, beat, exits, resolvers, List.of(), LocalSigns.NONE, Duration.ZERO);
    }

    /** The same report with these answers about resolvers. */
    public Report withResolvers(List<Answer<ResolverSighting>> answers) {
        return new Report(boot, sequence, interval, beat, exits, answers, udp, local, took, followsName);
    }
}
