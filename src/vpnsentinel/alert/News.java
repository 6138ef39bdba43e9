package vpnsentinel.alert;

import java.time.Instant;
import vpnsentinel.fleet.Transition;

/** What happened and may be worth a message. */
public sealed interface News {
    /** When, by the server's clock. */
    Instant at();

    /** A client changed. */
    record Changed(Transition transition) implements News {
        @Override
        public Instant at() {
            return transition.at();
        }
    }

    /** The server started. */
    record Started(Instant at) implements News {}

    /**
     * No client at all is heard from.
     *
     * @param since when the last sign of life of any client arrived
     */
    record NoClients(Instant at, Instant since) implements News {}
}
