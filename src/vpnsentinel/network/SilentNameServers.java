package vpnsentinel.network;

import java.util.List;

/**
 * Name servers that do not answer a client, although its beats are answered by the same way.
 *
 * @param names as the client's resolver configuration writes them, at least one
 * @param all whether no other one is left, so that the client resolves no name
 */
public record SilentNameServers(List<String> names, boolean all) {
    public SilentNameServers {
        names = List.copyOf(names);
    }
}
