package vpnsentinel.alert;

import java.time.Instant;
import java.util.Optional;
import vpnsentinel.fleet.Comeback;
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

    /**
     * The server started.
     *
     * @param again whether it ran before, by what it remembers
     * @param back who is back since, where it knew clients before
     */
    record Started(Instant at, boolean again, Optional<Comeback> back) implements News {
        /** A start of a server that knows no clients. */
        public Started(Instant at, boolean again) {
            this(at, again, Optional.empty());
        }
    }

    /**
     * The home address was learnt, or is another one.
     *
     * @param before what it was, empty when it is known for the first time
     * @param now what it is
     */
    record HomeLearnt(Instant at, String before, String now) implements News {}

    /** A client was forgotten, as somebody wished. */
    record Forgotten(Instant at, String client) implements News {}

    /**
     * No client at all is heard from.
     *
     * @param since when the last sign of life of any client arrived
     */
    record NoClients(Instant at, Instant since) implements News {}
}
