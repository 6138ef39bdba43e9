package lab.core;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.Type;
import vpnsentinel.network.Address;
import vpnsentinel.network.Prefix;

/**
 * A name whose records tell who asks.
 *
 * @param bare whether its address records are the asker's address
 * @param texts the strings of each of its text records
 */
record EchoName(boolean bare, Function<Asker, Stream<List<String>>> texts) {
    /** All such names, each as its operator documents it. */
    static Map<Name, EchoName> all() {
        EchoName akahelp = new EchoName(false, EchoName::akahelp);
        EchoName powerdns =
                new EchoName(true, asker -> Stream.of(List.of(asker.address().toString())));
        return Map.of(
                Zone.name("o-o.myaddr.l.google.com"), new EchoName(false, EchoName::google),
                Zone.name("whoami.akamai.net"), new EchoName(true, asker -> Stream.empty()),
                Zone.name("whoami.ds.akahelp.net"), akahelp,
                Zone.name("whoami.ipv4.akahelp.net"), akahelp,
                Zone.name("whoami.ipv6.akahelp.net"), akahelp,
                Zone.name("whoami.v4.powerdns.org"), powerdns,
                Zone.name("whoami.v6.powerdns.org"), powerdns,
                Zone.name("resolver.dnscrypt.info"), new EchoName(true, EchoName::dnscrypt));
    }

    /** The records of the type; none when it has none. */
    List<Record> tell(Name owner, int type, Asker asker) {
        return switch (type) {
            case Type.TXT ->
                texts.apply(asker)
                        .map(strings -> (Record) new TXTRecord(owner, DClass.IN, Reply.TTL, strings))
                        .toList();
            case Type.A, Type.AAAA ->
                Stream.of(address(owner, asker.address()))
                        .filter(record -> bare && record.getType() == type)
                        .toList();
            default -> List.of();
        };
    }

    /** The address record. */
    static Record address(Name owner, Address address) {
        return address.isV4()
                ? new ARecord(owner, DClass.IN, Reply.TTL, address.asInetAddress())
                : new AAAARecord(owner, DClass.IN, Reply.TTL, address.asInetAddress());
    }

    private static Stream<List<String>> google(Asker asker) {
        return Stream.concat(
                Stream.of(List.of(asker.address().toString())),
                asker.subnet().stream().map(subnet -> List.of("edns0-client-subnet " + subnet)));
    }

    private static Stream<List<String>> akahelp(Asker asker) {
        return Stream.concat(
                Stream.of(List.of("ns", asker.address().toString())),
                asker.subnet().stream()
                        .flatMap(subnet -> Stream.of(
                                List.of("ecs", subnet + "/" + subnet.length()),
                                List.of("ip", subnet.base().toString()))));
    }

    private static Stream<List<String>> dnscrypt(Asker asker) {
        return Stream.concat(
                Stream.of(List.of("Resolver IP: " + asker.address())),
                asker.subnet().map(Prefix::toString).stream()
                        .map(subnet -> List.of("EDNS0 client subnet: " + subnet + "/0")));
    }
}
