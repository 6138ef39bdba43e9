package vpnsentinel.echoserver;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.xbill.DNS.ClientSubnetOption;
import org.xbill.DNS.DClass;
import org.xbill.DNS.EDNSOption;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;
import vpnsentinel.network.Address;
import vpnsentinel.network.Prefix;

/**
 * A zone of two wild labels, {@code <nonce>.<client>.<zone>}, whose TXT records tell a resolver from where it asked. It
 * answers for nothing else, and never with much more than it was asked, so that nobody can aim it at others. Pure.
 */
public final class DnsEcho {
    /** An answer over UDP is at most so many times the question; what is longer has to be asked for by TCP. */
    private static final int MOST_TIMES = 3;

    private static final int HEADER = 12;
    private static final int PAYLOAD = 1232;
    private static final int LABELS = 2;

    private final Name zone;

    /**
     * The zone of this name.
     *
     * @throws IllegalArgumentException when it is no domain name
     */
    public DnsEcho(String zone) {
        try {
            this.zone = Name.fromString(zone.toLowerCase(Locale.ROOT), Name.root);
        } catch (TextParseException e) {
            throw new IllegalArgumentException("'" + zone + "' is no domain name: " + e.getMessage(), e);
        }
    }

    /**
     * A question that reached the zone.
     *
     * @param nonce its first label
     * @param client its second label, in lower case
     * @param resolver who asked
     * @param subnets what the resolver told of its own client (RFC 7871)
     */
    public record Heard(String nonce, String client, Address resolver, List<Prefix> subnets) {
        public Heard {
            subnets = List.copyOf(subnets);
        }
    }

    /**
     * What to do about a packet.
     *
     * @param answer what to send back, empty for nothing
     * @param heard the question, when it is one of the zone's wild names
     */
    public record Taken(Optional<byte[]> answer, Optional<Heard> heard) {
        static final Taken SILENCE = new Taken(Optional.empty(), Optional.empty());
    }

    /** What to do about the packet that came from there; over TCP an answer may be longer. */
    public Taken take(byte[] packet, Address from, boolean tcp) {
        Message question;
        try {
            question = new Message(packet);
        } catch (IOException | IllegalArgumentException e) {
            return Taken.SILENCE;
        }
        if (packet.length < HEADER || question.getHeader().getFlag(Flags.QR)) {
            return Taken.SILENCE; // an answer to an answer could go on for ever
        }
        Record asked = question.getQuestion();
        boolean usual = question.getHeader().getOpcode() == Opcode.QUERY
                && asked != null
                && asked.getDClass() == DClass.IN
                && asked.getName().subdomain(zone);
        Message answer = usual ? answer(question, asked, from) : empty(question, Rcode.REFUSED);
        Optional<Heard> heard = usual ? heard(question, asked.getName(), from) : Optional.empty();
        return new Taken(Optional.of(wire(answer, question, packet.length, tcp)), heard);
    }

    /** Says that the question is to be asked by TCP, with no more bytes than it has; empty when it is none of the zone. */
    public Optional<byte[]> byStream(byte[] packet) {
        try {
            Message question = new Message(packet);
            Record asked = question.getQuestion();
            if (question.getHeader().getFlag(Flags.QR)
                    || asked == null
                    || !asked.getName().subdomain(zone)) {
                return Optional.empty();
            }
            Message cut = empty(question, Rcode.NOERROR);
            cut.getHeader().setFlag(Flags.TC);
            return Optional.of(cut.toWire());
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Optional<Heard> heard(Message question, Name name, Address from) {
        if (name.labels() - zone.labels() != LABELS) {
            return Optional.empty();
        }
        String client = name.getLabelString(1).toLowerCase(Locale.ROOT);
        return Optional.of(new Heard(name.getLabelString(0), client, from, subnets(question)));
    }

    private static List<Prefix> subnets(Message question) {
        OPTRecord edns = question.getOPT();
        List<Prefix> found = new ArrayList<>(1);
        if (edns != null) {
            for (EDNSOption option : edns.getOptions(EDNSOption.Code.CLIENT_SUBNET)) {
                ClientSubnetOption subnet = (ClientSubnetOption) option;
                if (subnet.getSourcePrefixLength() > 0) {
                    found.add(new Prefix(Address.of(subnet.getAddress()), subnet.getSourcePrefixLength()));
                }
            }
        }
        return found;
    }

    private Message answer(Message question, Record asked, Address from) {
        int wild = asked.getName().labels() - zone.labels();
        Message answer = empty(question, wild > LABELS ? Rcode.NXDOMAIN : Rcode.NOERROR);
        answer.getHeader().setFlag(Flags.AA);
        if (wild == LABELS && asked.getType() == Type.TXT) {
            answer.addRecord(txt(asked.getName(), "ns", from.toString()), Section.ANSWER);
            subnets(question)
                    .forEach(
                            subnet -> answer.addRecord(txt(asked.getName(), "ecs", subnet.toString()), Section.ANSWER));
        } else {
            SOARecord authority = new SOARecord(zone, DClass.IN, 0, zone, zone, 1, 3600, 600, 86_400, 0);
            boolean apex = wild == 0 && asked.getType() == Type.SOA;
            answer.addRecord(authority, apex ? Section.ANSWER : Section.AUTHORITY);
        }
        return answer;
    }

    private static Record txt(Name name, String word, String value) {
        return new TXTRecord(name, DClass.IN, 0, List.of(word, value));
    }

    private static Message empty(Message question, int rcode) {
        Message answer = new Message(question.getHeader().getID());
        answer.getHeader().setFlag(Flags.QR);
        answer.getHeader().setOpcode(question.getHeader().getOpcode());
        answer.getHeader().setRcode(rcode);
        if (question.getHeader().getFlag(Flags.RD)) {
            answer.getHeader().setFlag(Flags.RD);
        }
        if (question.getQuestion() != null) {
            answer.addRecord(question.getQuestion(), Section.QUESTION);
        }
        return answer;
    }

    private static byte[] wire(Message answer, Message question, int asked, boolean tcp) {
        if (question.getOPT() != null) {
            answer.addRecord(new OPTRecord(PAYLOAD, 0, 0), Section.ADDITIONAL);
        }
        byte[] whole = answer.toWire();
        if (tcp || whole.length <= MOST_TIMES * asked) {
            return whole;
        }
        Message cut = empty(question, answer.getHeader().getRcode());
        cut.getHeader().setFlag(Flags.TC);
        return cut.toWire();
    }
}
