package lab.core;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.xbill.DNS.EDNSOption;
import org.xbill.DNS.Message;
import org.xbill.DNS.OPTRecord;
import vpnsentinel.network.Address;
import vpnsentinel.network.Prefix;

/**
 * Who puts a question to a name server.
 *
 * @param port where from
 * @param subnet what the client-subnet option (RFC 7871) says of the asker's own client
 */
record Asker(Address address, int port, Optional<Prefix> subnet) {
    static Asker of(InetSocketAddress source, Message query) {
        return new Asker(Address.of(source.getAddress()), source.getPort(), subnet(query));
    }

    private static Optional<Prefix> subnet(Message query) {
        OPTRecord options = query.getOPT();
        if (options == null) {
            return Optional.empty();
        }
        return options.getOptions(EDNSOption.Code.CLIENT_SUBNET).stream()
                .filter(org.xbill.DNS.ClientSubnetOption.class::isInstance)
                .map(option -> subnet((org.xbill.DNS.ClientSubnetOption) option))
                .findFirst();
    }

    private static Prefix subnet(org.xbill.DNS.ClientSubnetOption option) {
        InetAddress base = option.getAddress();
        return new Prefix(Address.of(base), option.getSourcePrefixLength());
    }

    /** The same question put by a resolver that tells nothing of its client. */
    Asker through(Address egress) {
        return new Asker(egress, port, Optional.empty());
    }
}
