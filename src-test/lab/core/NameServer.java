package lab.core;

import java.util.Optional;
import org.xbill.DNS.Message;
import vpnsentinel.network.Address;

/** Something that answers DNS questions. */
interface NameServer {
    /**
     * The answer; empty for silence.
     *
     * @param asked the address of the server that got the question
     */
    Optional<Message> answer(Message query, Asker asker, Address asked);
}
