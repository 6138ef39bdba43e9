package lab.core;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;
import vpnsentinel.network.Address;

/**
 * Every name of this internet, from the root down. Zones of one address family, and those that the plan delegates, are
 * answered with a referral as in the real world, so that a resolver must follow it over the right family. A host can move;
 * everything else stays. Thread-safe.
 */
final class Zone {
    /** How the authority calls itself. */
    static final Name SERVER = name("ns.core.test");

    private static final List<String> ONLY_V4 = List.of("whoami.akamai.net", "ipv4.akahelp.net", "v4.powerdns.org");
    private static final List<String> ONLY_V6 = List.of("ipv6.akahelp.net", "v6.powerdns.org");

    private final Map<Name, List<Address>> hosts = new HashMap<>();
    private final Map<Name, List<Address>> moved = new ConcurrentHashMap<>();
    private final Map<Name, EchoName> echoes = EchoName.all();
    private final Map<Name, Delegation> delegations = new HashMap<>();
    private final Set<Name> existing = new HashSet<>();

    /** Where a zone is answered. */
    record Delegation(Name zone, Name server, List<Address> addresses) {}

    Zone(Plan plan) {
        plan.listen().forEach((name, addresses) -> hosts.put(name(name), addresses));
        plan.names().forEach((name, addresses) -> hosts.put(name(name), addresses));
        List<Address> own = plan.addresses(Plan.DNS);
        hosts.remove(name(Plan.DNS));
        hosts.put(SERVER, own);
        plan.delegations().forEach((zone, server) -> delegate(zone, name(server), addresses(name(server))));
        ONLY_V4.forEach(zone -> delegate(
                zone, name("ns." + zone), own.stream().filter(Address::isV4).toList()));
        ONLY_V6.forEach(zone -> delegate(
                zone,
                name("ns." + zone),
                own.stream().filter(each -> !each.isV4()).toList()));
        List.of(hosts.keySet(), echoes.keySet(), delegations.keySet()).forEach(names -> names.forEach(this::exists));
    }

    /** The name that the text spells, from the root. */
    static Name name(String text) {
        try {
            return Name.fromString(text, Name.root);
        } catch (TextParseException e) {
            throw new IllegalArgumentException("no domain name: " + text, e);
        }
    }

    private void delegate(String zone, Name server, List<Address> addresses) {
        delegations.put(name(zone), new Delegation(name(zone), server, addresses));
        hosts.putIfAbsent(server, addresses);
    }

    private List<Address> addresses(Name name) {
        return moved.getOrDefault(name, hosts.getOrDefault(name, List.of()));
    }

    /** From now on the host has that address alone. */
    void move(String host, Address to) {
        moved.put(name(host), List.of(to));
    }

    /** All hosts are where they were. */
    void restore() {
        moved.clear();
    }

    private void exists(Name name) {
        for (int cut = 0; cut < name.labels(); cut++) {
            existing.add(cut == 0 ? name : new Name(name, cut));
        }
    }

    /** The answer to a question that was put to one of the authority's own addresses. */
    Message answer(Message query, Asker asker, Address asked) {
        Record question = query.getQuestion();
        if (question == null) {
            return Reply.empty(query, Rcode.FORMERR);
        }
        if (query.getHeader().getOpcode() != Opcode.QUERY) {
            return Reply.empty(query, Rcode.NOTIMP);
        }
        if (question.getDClass() != DClass.IN) {
            return Reply.empty(query, Rcode.REFUSED);
        }
        Optional<Delegation> elsewhere =
                delegation(question.getName()).filter(each -> !each.addresses().contains(asked));
        Message reply = elsewhere.map(each -> referral(query, each)).orElseGet(() -> own(query, question, asker));
        return Reply.extended(query, reply, asker, echoes.containsKey(question.getName()));
    }

    /** Whether the authority itself answers at the address. */
    boolean isOwn(Address address) {
        return addresses(SERVER).contains(address);
    }

    /** The delegation that holds the name, if any. */
    Optional<Delegation> delegation(Name name) {
        return delegations.values().stream()
                .filter(each -> name.subdomain(each.zone()))
                .findFirst();
    }

    private static Message referral(Message query, Delegation to) {
        Message reply = Reply.empty(query, Rcode.NOERROR);
        reply.addRecord(new NSRecord(to.zone(), DClass.IN, Reply.TTL, to.server()), Section.AUTHORITY);
        to.addresses().stream()
                .map(address -> EchoName.address(to.server(), address))
                .forEach(glue -> reply.addRecord(glue, Section.ADDITIONAL));
        return reply;
    }

    /** The answer to a question that belongs here. */
    Message own(Message query, Record question, Asker asker) {
        Name name = question.getName();
        List<Record> found = new ArrayList<>();
        Optional.ofNullable(echoes.get(name))
                .ifPresent(echo -> found.addAll(echo.tell(name, question.getType(), asker)));
        addresses(name).stream()
                .map(address -> EchoName.address(name, address))
                .filter(record -> record.getType() == question.getType())
                .forEach(found::add);
        if (question.getType() == Type.NS && name.equals(Name.root)) {
            found.add(new NSRecord(Name.root, DClass.IN, Reply.TTL, SERVER));
        }
        if (found.isEmpty()) {
            Name zone = delegation(name).map(Delegation::zone).orElse(Name.root);
            return Reply.nothing(query, zone, existing.contains(name) ? Rcode.NOERROR : Rcode.NXDOMAIN);
        }
        return Reply.records(query, found);
    }
}
