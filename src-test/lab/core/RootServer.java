package lab.core;

import java.util.Arrays;
import java.util.Optional;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import vpnsentinel.network.Address;

/** The authority for every name, which can fail. Thread-safe. */
final class RootServer implements NameServer {
    private final Zone zone;
    private volatile Mode mode = Mode.NONE;

    /** How it fails. */
    enum Mode {
        /** It works. */
        NONE,
        /** It says that it cannot answer. */
        DEAD,
        /** It says nothing. */
        DROP;

        static Mode parse(String word) {
            return Arrays.stream(values())
                    .filter(each -> each.name().equalsIgnoreCase(word))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("no fault of a name server: " + word));
        }
    }

    RootServer(Zone zone) {
        this.zone = zone;
    }

    /** From now on it fails so. */
    void fail(Mode next) {
        mode = next;
    }

    /** Whether it answers at all. */
    boolean works() {
        return mode == Mode.NONE;
    }

    Zone zone() {
        return zone;
    }

    @Override
    public Optional<Message> answer(Message query, Asker asker, Address asked) {
        return switch (mode) {
            case NONE -> Optional.of(zone.answer(query, asker, asked));
            case DEAD -> Optional.of(Reply.empty(query, Rcode.SERVFAIL));
            case DROP -> Optional.empty();
        };
    }
}
