package lab.core;

import java.util.List;
import org.xbill.DNS.ClientSubnetOption;
import org.xbill.DNS.DClass;
import org.xbill.DNS.EDNSOption;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import vpnsentinel.network.Prefix;

/** The forms that answers of a name server have. */
final class Reply {
    /** Seconds that an answer may be kept: a cache in between would hide what a scenario asks about. */
    static final long TTL = 1;

    private static final int PAYLOAD = 1232;

    private Reply() {}

    /** An answer without records. */
    static Message empty(Message query, int rcode) {
        Message reply = new Message(query.getHeader().getID());
        reply.getHeader().setOpcode(query.getHeader().getOpcode());
        reply.getHeader().setFlag(Flags.QR);
        if (query.getHeader().getFlag(Flags.RD)) {
            reply.getHeader().setFlag(Flags.RD);
        }
        reply.getHeader().setRcode(rcode);
        if (query.getQuestion() != null) {
            reply.addRecord(query.getQuestion(), Section.QUESTION);
        }
        return reply;
    }

    /** The authority's records. */
    static Message records(Message query, List<Record> records) {
        Message reply = empty(query, 0);
        reply.getHeader().setFlag(Flags.AA);
        records.forEach(record -> reply.addRecord(record, Section.ANSWER));
        return reply;
    }

    /** The authority of the zone knows no such name, or no record of that type. */
    static Message nothing(Message query, Name zone, int rcode) {
        Message reply = empty(query, rcode);
        reply.getHeader().setFlag(Flags.AA);
        reply.addRecord(
                new SOARecord(zone, DClass.IN, TTL, Zone.SERVER, Name.root, 1, 3600, 600, 86400, TTL),
                Section.AUTHORITY);
        return reply;
    }

    /** Adds what a question with extensions gets (RFC 6891); an answer that depends on the asker's client says so. */
    static Message extended(Message query, Message reply, Asker asker, boolean depends) {
        OPTRecord asked = query.getOPT();
        if (asked == null) {
            return reply;
        }
        List<EDNSOption> options = asker.subnet().stream()
                .map(subnet -> (EDNSOption) option(subnet, depends))
                .toList();
        reply.addRecord(new OPTRecord(PAYLOAD, 0, 0, asked.getFlags(), options), Section.ADDITIONAL);
        return reply;
    }

    /** Marks an answer as one of a resolver, which answers for others. */
    static Message resolved(Message reply) {
        reply.getHeader().unsetFlag(Flags.AA);
        reply.getHeader().setFlag(Flags.RA);
        return reply;
    }

    private static ClientSubnetOption option(Prefix subnet, boolean depends) {
        return new ClientSubnetOption(
                subnet.length(), depends ? subnet.length() : 0, subnet.base().asInetAddress());
    }
}
