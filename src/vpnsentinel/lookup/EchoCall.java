package vpnsentinel.lookup;

/** How the answer of one echo provider is fetched. Implementations are thread-safe and have a time-out of their own. */
@FunctionalInterface
public interface EchoCall {
    /**
     * The provider's answer to a GET of the path, its query included.
     *
     * @throws EchoFailure when there is none
     */
    EchoReply get(String path) throws EchoFailure;
}
