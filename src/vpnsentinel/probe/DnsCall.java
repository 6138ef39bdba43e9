package vpnsentinel.probe;

import java.util.List;

/** How a method's question is put to one name server. Implementations are thread-safe and have a time-out of their own. */
@FunctionalInterface
interface DnsCall {
    /**
     * The records of the answer, each as its character strings.
     *
     * @throws DnsFailure when there are none
     */
    List<List<String>> ask(NameServer server) throws DnsFailure;
}
