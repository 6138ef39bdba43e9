package lab.core;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.Type;
import vpnsentinel.network.Address;

/**
 * A resolver that is known by its address. It answers all names as its own egress sees them and tells nobody of its
 * clients, but knows names that tell a client how the resolver sees it.
 */
final class PublicResolver implements NameServer {
    private final Operator operator;
    private final List<Address> addresses;
    private final RootServer root;
    private final int delegatedPort;

    /** Whose resolver it is. */
    enum Operator {
        CLOUDFLARE,
        OPENDNS;

        /** The operator of the resolver with this name, if it is one. */
        static Optional<Operator> of(String name) {
            return switch (name) {
                case "one.one.one.one" -> Optional.of(CLOUDFLARE);
                case "dns.opendns.com", "resolver1.opendns.com", "resolver2.opendns.com" -> Optional.of(OPENDNS);
                default -> Optional.empty();
            };
        }
    }

    /** A resolver at these addresses, which are also its egress. */
    PublicResolver(Operator operator, List<Address> addresses, RootServer root, int delegatedPort) {
        this.operator = operator;
        this.addresses = List.copyOf(addresses);
        this.root = root;
        this.delegatedPort = delegatedPort;
    }

    @Override
    public Optional<Message> answer(Message query, Asker asker, Address asked) {
        Record question = query.getQuestion();
        if (question == null) {
            return Optional.of(Reply.empty(query, Rcode.FORMERR));
        }
        List<Record> told = told(question, asker);
        Message reply;
        if (!told.isEmpty()) {
            reply = Reply.records(query, told);
        } else if (question.getDClass() != DClass.IN) {
            reply = Reply.empty(query, Rcode.NOTIMP);
        } else {
            reply = root.works() ? resolve(query, question, asker, asked) : Reply.empty(query, Rcode.SERVFAIL);
        }
        return Optional.of(Reply.resolved(reply));
    }

    /** What the resolver itself tells of the asker. */
    private List<Record> told(Record question, Asker asker) {
        Name name = question.getName();
        boolean text = question.getType() == Type.TXT;
        if (operator == Operator.CLOUDFLARE) {
            boolean whoami = name.equals(Zone.name("whoami.cloudflare")) && question.getDClass() == DClass.CH;
            return whoami && text ? List.of(text(question, asker.address().toString())) : List.of();
        }
        if (name.equals(Zone.name("debug.opendns.com")) && text) {
            String source = asker.address().isV4() ? asker.address().toString() : "[" + asker.address() + "]";
            return List.of(
                    text(question, "server m1.core"),
                    text(question, "flags 20 0 70 0"),
                    text(question, "id 0"),
                    text(question, "source " + source + ":" + asker.port()));
        }
        Record own = EchoName.address(name, asker.address());
        boolean mine = name.equals(Zone.name("myip.opendns.com")) && own.getType() == question.getType();
        return mine ? List.of(own) : List.of();
    }

    private static Record text(Record question, String text) {
        return new TXTRecord(question.getName(), question.getDClass(), 0, text);
    }

    private Message resolve(Message query, Record question, Asker asker, Address asked) {
        Optional<Zone.Delegation> held = root.zone().delegation(question.getName());
        if (held.isEmpty()) {
            return root.zone().own(query, question, asker.through(asked));
        }
        for (Address server : held.get().addresses()) {
            Optional<Address> egress = egress(server.isV4(), asked);
            if (egress.isPresent()) {
                return root.zone().isOwn(server)
                        ? root.zone().own(query, question, asker.through(egress.get()))
                        : forward(query, question, egress.get(), server);
            }
        }
        return Reply.empty(query, Rcode.SERVFAIL);
    }

    /** An address of the family from which to ask on: the one that was asked, if it can. */
    private Optional<Address> egress(boolean v4, Address asked) {
        return asked.isV4() == v4
                ? Optional.of(asked)
                : addresses.stream().filter(each -> each.isV4() == v4).findFirst();
    }

    private Message forward(Message query, Record question, Address egress, Address server) {
        try {
            SimpleResolver next = new SimpleResolver(new InetSocketAddress(server.asInetAddress(), delegatedPort));
            next.setLocalAddress(egress.asInetAddress());
            next.setTimeout(Duration.ofSeconds(2));
            Message found = next.send(Message.newQuery(question));
            Message reply = Reply.records(query, found.getSection(org.xbill.DNS.Section.ANSWER));
            reply.getHeader().setRcode(found.getRcode());
            return reply;
        } catch (IOException silent) {
            return Reply.empty(query, Rcode.SERVFAIL);
        }
    }
}
