package vpnsentinel.probe;

import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
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
import vpnsentinel.network.BoundedText;

/**
 * One question of the DNS, to be put to any name server: over UDP, and over TCP when the answer does not fit or none comes;
 * or over TCP alone.
 */
public final class DnsQuestion {
    private static final int LONGEST = 200;

    private final Record question;
    private final boolean tcpOnly;
    private final Optional<Supplier<String>> fresh;
    private final Runnable count;

    private DnsQuestion(Record question, boolean tcpOnly, Optional<Supplier<String>> fresh, Runnable count) {
        this.question = question;
        this.tcpOnly = tcpOnly;
        this.fresh = fresh;
        this.count = count;
    }

    /** The same question, which says each time that it is sent. */
    public DnsQuestion counted(Runnable sent) {
        return new DnsQuestion(question, tcpOnly, fresh, sent);
    }

    /** The same question, never over UDP. */
    public DnsQuestion byTcp() {
        return new DnsQuestion(question, true, fresh, count);
    }

    /** The same question with another label in front each time, so that no cache can answer it. */
    public DnsQuestion fresh(Supplier<String> label) {
        return new DnsQuestion(question, tcpOnly, Optional.of(label), count);
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
            Record question = Record.newRecord(Name.fromString(name, Name.root), askedType, askedClass);
            return new DnsQuestion(question, false, Optional.empty(), () -> {});
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
        try {
            Record asked = asked();
            if (tcpOnly) {
                return ask(server, asked, timeout, true);
            }
            Duration half = timeout.dividedBy(2);
            try {
                return ask(server, asked, half, false);
            } catch (IOException lost) {
                return overTcp(server, asked, half, lost);
            }
        } catch (IOException e) {
            throw new DnsFailure(plain(e));
        }
    }

    private Record asked() throws IOException {
        return fresh.isEmpty()
                ? question
                : Record.newRecord(
                        Name.concatenate(Name.fromString(fresh.get().get()), question.getName()),
                        question.getType(),
                        question.getDClass());
    }

    /** What is lost on the way by UDP may arrive by TCP; when it does not, the first failure tells more. */
    private List<List<String>> overTcp(NameServer server, Record asked, Duration timeout, IOException first)
            throws DnsFailure {
        try {
            return ask(server, asked, timeout, true);
        } catch (IOException second) {
            throw new DnsFailure(plain(first));
        }
    }

    private List<List<String>> ask(NameServer server, Record asked, Duration timeout, boolean tcp)
            throws IOException, DnsFailure {
        SimpleResolver resolver = new SimpleResolver(server.at());
        resolver.setTimeout(timeout);
        resolver.setTCP(tcp);
        count.run();
        Message answer = resolver.send(Message.newQuery(asked));
        if (answer.getRcode() != Rcode.NOERROR) {
            throw new DnsFailure(Rcode.string(answer.getRcode()));
        }
        return records(answer);
    }

    private static String plain(IOException e) {
        if (e instanceof EOFException) {
            return "the connection was closed";
        }
        String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return message.toLowerCase(Locale.ROOT).contains("timed out")
                ? "no answer in time"
                : BoundedText.line(message, LONGEST); // it may repeat what the name server sent
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
