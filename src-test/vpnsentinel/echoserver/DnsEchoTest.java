package vpnsentinel.echoserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xbill.DNS.ClientSubnetOption;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;
import vpnsentinel.network.Address;

/** The zone of the own DNS echo, packet by packet. */
class DnsEchoTest {
    private static final Address RESOLVER = Address.parse("203.0.113.53").orElseThrow();

    private final DnsEcho echo = new DnsEcho("Leak.Example.Test");

    private static Message question(String name, int type, int dnsClass) throws IOException {
        return Message.newQuery(Record.newRecord(Name.fromString(name, Name.root), type, dnsClass));
    }

    private DnsEcho.Taken take(Message question) {
        return echo.take(question.toWire(), RESOLVER, false);
    }

    private static Message answer(DnsEcho.Taken outcome) throws IOException {
        return new Message(outcome.answer().orElseThrow());
    }

    @Test
    void aWildNameTellsWhoAskedAndIsNotToBeKept() throws IOException {
        DnsEcho.Taken outcome = take(question("0a1B.Office.leak.example.test", Type.TXT, DClass.IN));

        Message answer = answer(outcome);
        assertThat(answer.getHeader().getFlag(Flags.AA)).isTrue();
        assertThat(answer.getSection(Section.ANSWER)).singleElement().satisfies(record -> {
            assertThat(record.getTTL()).isZero();
            assertThat(record.rdataToString()).isEqualTo("ns 203.0.113.53");
            assertThat(record.getName()).hasToString("0a1B.Office.leak.example.test.");
        });
        assertThat(outcome.heard()).hasValueSatisfying(heard -> {
            assertThat(heard.nonce()).isEqualTo("0a1B");
            assertThat(heard.client()).isEqualTo("office");
            assertThat(heard.resolver()).isEqualTo(RESOLVER);
            assertThat(heard.subnets()).isEmpty();
        });
    }

    @Test
    void whatTheResolverTellsOfItsClientIsHeard() throws IOException {
        Message question = question("n.office.leak.example.test", Type.TXT, DClass.IN);
        question.addRecord(
                new OPTRecord(1232, 0, 0, 0, new ClientSubnetOption(24, InetAddress.getByName("198.51.100.0"))),
                Section.ADDITIONAL);

        DnsEcho.Taken outcome = take(question);

        assertThat(outcome.heard().orElseThrow().subnets()).hasToString("[198.51.100.0/24]");
        assertThat(answer(outcome).getSection(Section.ANSWER))
                .extracting(Record::rdataToString)
                .containsExactly("ns 203.0.113.53", "ecs 198.51.100.0/24");
        assertThat(answer(outcome).getOPT()).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({
        "leak.example.test, NS, NOERROR",
        "leak.example.test, A, NOERROR",
        "office.leak.example.test, A, NOERROR",
        "n.office.leak.example.test, A, NOERROR",
        "a.n.office.leak.example.test, TXT, NXDOMAIN",
        "example.test, TXT, REFUSED",
        "www.example.com, A, REFUSED",
        "otherleak.example.test, TXT, REFUSED",
    })
    void otherNamesAreAnsweredShortly(String name, String type, String rcode) throws IOException {
        Message answer = answer(take(question(name, Type.value(type), DClass.IN)));

        assertThat(Rcode.string(answer.getRcode())).isEqualTo(rcode);
        assertThat(answer.getSection(Section.ANSWER)).isEmpty();
    }

    @Test
    void anotherClassIsRefused() throws IOException {
        Message answer = answer(take(question("n.office.leak.example.test", Type.TXT, DClass.CH)));

        assertThat(answer.getRcode()).isEqualTo(Rcode.REFUSED);
    }

    @Test
    void anAddressQuestionOfAWildNameIsHeardToo() throws IOException {
        assertThat(take(question("n.office.leak.example.test", Type.AAAA, DClass.IN))
                        .heard())
                .isPresent();
        assertThat(take(question("office.leak.example.test", Type.AAAA, DClass.IN))
                        .heard())
                .isEmpty();
    }

    @Test
    void anAnswerGetsNoAnswer() throws IOException {
        Message answer = question("n.office.leak.example.test", Type.TXT, DClass.IN);
        answer.getHeader().setFlag(Flags.QR);

        assertThat(take(answer)).isEqualTo(DnsEcho.Taken.SILENCE);
    }

    @Test
    void rubbishIsNeverAnsweredWithMoreThanThreeTimesAndNeverThrows() {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            byte[] packet = new byte[random.nextInt(80)];
            random.nextBytes(packet);
            if (packet.length > 2) {
                packet[2] &= 0x7f;
            }
            DnsEcho.Taken outcome = echo.take(packet, RESOLVER, false);
            outcome.answer().ifPresent(answer -> assertThat(answer.length).isLessThanOrEqualTo(3 * packet.length));
        }
    }

    @ParameterizedTest
    @CsvSource({"leak.example.test, SOA", "n.office.leak.example.test, TXT", "leak.example.test, ANY"})
    void noQuestionIsWorthAskingInAnothersName(String name, String type) throws IOException {
        byte[] question = question(name, Type.value(type), DClass.IN).toWire();

        byte[] answer = echo.take(
                        question,
                        Address.parse("2001:db8:1111:2222:3333:4444:5555:6666").orElseThrow(),
                        false)
                .answer()
                .orElseThrow();

        assertThat(answer.length).isLessThanOrEqualTo(3 * question.length);
    }

    @Test
    void aTruncatedQuestionIsSilence() throws IOException {
        byte[] question =
                question("n.office.leak.example.test", Type.TXT, DClass.IN).toWire();

        for (int length = 0; length < question.length; length++) {
            assertThat(echo.take(Arrays.copyOf(question, length), RESOLVER, true)
                            .heard())
                    .isEmpty();
        }
    }

    @Test
    void aZoneThatIsNoNameStopsTheStart() {
        assertThatThrownBy(() -> new DnsEcho("leak..test")).hasMessageContaining("is no domain name");
    }
}
