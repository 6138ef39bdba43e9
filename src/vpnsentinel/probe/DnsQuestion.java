package vpnsentinel.probe;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/** One question of the DNS, to be put to any name server: over UDP, and over TCP when the answer does not fit. */
public final class DnsQuestion {
    private final Record question;

    private DnsQuestion(Record question) {
        this.question = question;
    }

    /**
     * The question.
     *
     * @param name a domain name: {@code whoami.akamai.net}
     * @param type {@code A}, {@code AAAA}, or {@code TXT}
     * @param dnsClass {@code IN} or {@code CH}
     * @throws IllegalArgumentException when one of them is none
     */
    public static DnsQuestion of(String name, String type, String dnsClass) {
        int askedType = Type.value(type.toUpperCase(Locale.ROOT));
        if (askedType != Type.A && askedType != Type.AAAA && askedType != Type.TXT) {
            throw new IllegalArgumentException("DNS type '" + type + "', expected A, AAAA, or TXT");
        }
        int askedClass = DClass.value(dnsClass.toUpperCase(Locale.ROOT));
        if (askedClass != DClass.IN && askedClass != DClass.CH) {
            throw new IllegalArgumentException("DNS class '" + dnsClass + "', expected IN or CH");
        }
        try {
            return new DnsQuestion(Record.newRecord(Name.fromString(name, Name.root), askedType, askedClass));
        } catch (TextParseException e) {
            throw new IllegalArgumentException("'" + name + "' is no domain name: " + e.getMessage(), e);
        }
    }

    /**
     * The records of the asked type, each as its character strings; an address record is one string.
     *
     * @throws DnsFailure when the name server says no, nothing, or nothing of that type
     */
    public List<List<String>> ask(NameServer server, Duration timeout) throws DnsFailure {
        SimpleResolver resolver = new SimpleResolver(server.at());
        resolver.setTimeout(timeout);
        try {
            Message answer = resolver.send(Message.newQuery(question));
            if (answer.getRcode() != Rcode.NOERROR) {
                throw new DnsFailure(Rcode.string(answer.getRcode()));
            }
            return records(answer);
        } catch (IOException e) {
            throw new DnsFailure(e.getMessage() == null ? e.getClass().getSimpleName() : plain(e.getMessage()));
        }
    }

    private static String plain(String message) {
        return message.toLowerCase(Locale.ROOT).contains("timed out") ? "no answer in time" : message;
    }

    private List<List<String>> records(Message answer) throws DnsFailure {
        List<List<String>> found = new ArrayList<>();
        for (Record record : answer.getSection(Section.ANSWER)) {
            strings(record).ifPresent(found::add);
        }
        if (found.isEmpty()) {
            throw new DnsFailure("no record of type " + Type.string(question.getType()));
        }
        return found;
    }

    private Optional<List<String>> strings(Record record) {
        if (record.getType() != question.getType()) {
            return Optional.empty();
        }
        if (record instanceof ARecord a) {
            return Optional.of(List.of(String.valueOf(a.getAddress().getHostAddress())));
        }
        if (record instanceof AAAARecord aaaa) {
            return Optional.of(List.of(String.valueOf(aaaa.getAddress().getHostAddress())));
        }
        return record instanceof TXTRecord txt ? Optional.of(List.copyOf(txt.getStrings())) : Optional.empty();
    }
}
