package lab.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.ClientSubnetOption;
import org.xbill.DNS.DClass;
import org.xbill.DNS.EDNSOption;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.Type;

/** The names of one world, asked over real sockets on loopback. */
class NamesTest {
    private static final String AUTHORITY = "127.0.0.100";
    private static final String CLOUDFLARE = "127.0.0.1";
    private static final String OPENDNS = "127.0.0.101";

    @TempDir
    private static Path folder;

    private static Core core;

    @BeforeAll
    static void start() throws Exception {
        core = Core.start(Plans.loopback(folder), InstantSource.system());
    }

    @AfterAll
    static void close() {
        core.close();
    }

    @AfterEach
    void heal() {
        core.control().answer("reset");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void servicesHaveTheirAddresses(boolean tcp) throws Exception {
        SimpleResolver resolver = resolver(AUTHORITY);
        resolver.setTCP(tcp);

        Message answer = resolver.send(query("ipinfo.io", Type.A, DClass.IN));

        assertThat(data(answer)).containsExactly("127.0.0.2");
        assertThat(answer.getHeader().getFlag(Flags.AA)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "home.example.net, A, NOERROR, 1",
        "stun.l.google.com, AAAA, NOERROR, 1",
        "ipinfo.io, AAAA, NOERROR, 0",
        "example.net, A, NOERROR, 0",
        "net, NS, NOERROR, 0",
        "., NS, NOERROR, 1",
        "nobody.test, A, NXDOMAIN, 0",
        "dns, A, NXDOMAIN, 0",
        "whoami.cloudflare, TXT, NXDOMAIN, 0"
    })
    void aNameAboveANameExistsAndNothingElseDoes(String name, String type, String rcode, int records) throws Exception {
        Message answer = ask(AUTHORITY, name, Type.value(type));

        assertThat(Rcode.string(answer.getRcode())).isEqualTo(rcode);
        assertThat(answer.getSection(Section.ANSWER)).hasSize(records);
        assertThat(answer.getSection(Section.AUTHORITY)).hasSize(records == 0 ? 1 : 0);
    }

    @ParameterizedTest
    @CsvSource({
        "o-o.myaddr.l.google.com, TXT, 127.0.0.1",
        "whoami.akamai.net, A, 127.0.0.1",
        "whoami.ds.akahelp.net, TXT, ns|127.0.0.1",
        "whoami.ipv4.akahelp.net, TXT, ns|127.0.0.1",
        "whoami.v4.powerdns.org, A, 127.0.0.1",
        "resolver.dnscrypt.info, A, 127.0.0.1",
        "resolver.dnscrypt.info, TXT, Resolver IP: 127.0.0.1"
    })
    void echoNamesTellWhoAsks(String name, String type, String data) throws Exception {
        assertThat(data(ask(AUTHORITY, name, Type.value(type)))).containsExactly(data);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "o-o.myaddr.l.google.com; 127.0.0.1; edns0-client-subnet 198.51.100.0/24",
                "whoami.ds.akahelp.net; ns|127.0.0.1; ecs|198.51.100.0/24/24",
                "resolver.dnscrypt.info; Resolver IP: 127.0.0.1; EDNS0 client subnet: 198.51.100.0/24/0"
            })
    void echoNamesTellWhatTheResolverToldOfItsClient(String name, String egress, String subnet) throws Exception {
        SimpleResolver resolver = resolver(AUTHORITY);
        resolver.setEDNS(0, 1232, 0, List.of(new ClientSubnetOption(24, InetAddress.getByName("198.51.100.0"))));

        Message answer = resolver.send(query(name, Type.TXT, DClass.IN));

        assertThat(data(answer)).contains(egress, subnet);
        ClientSubnetOption option = (ClientSubnetOption)
                answer.getOPT().getOptions(EDNSOption.Code.CLIENT_SUBNET).get(0);
        assertThat(option.getScopePrefixLength()).as("not for everybody").isEqualTo(24);
        assertThat(core.control().answer("questions")).contains("\"ecs\":\"198.51.100.0/24\"", "\"name\":\"" + name);
    }

    @Test
    void aZoneOfTheOtherFamilyIsReferredToIt() throws Exception {
        Message referral = ask(AUTHORITY, "whoami.v6.powerdns.org", Type.AAAA);

        assertThat(referral.getSection(Section.ANSWER)).isEmpty();
        assertThat(referral.getHeader().getFlag(Flags.AA)).isFalse();
        assertThat(referral.getSection(Section.AUTHORITY))
                .extracting(Record::rdataToString)
                .containsExactly("ns.v6.powerdns.org.");
        assertThat(referral.getSection(Section.ADDITIONAL))
                .extracting(Record::rdataToString)
                .contains("0:0:0:0:0:0:0:1");
        assertThat(data(ask("::1", "whoami.v6.powerdns.org", Type.AAAA))).containsExactly("0:0:0:0:0:0:0:1");
        assertThat(data(ask("::1", "whoami.ipv6.akahelp.net", Type.TXT))).containsExactly("ns|::1");
        assertThat(ask("::1", "whoami.akamai.net", Type.A).getSection(Section.AUTHORITY))
                .extracting(Record::rdataToString)
                .containsExactly("ns.whoami.akamai.net.");
    }

    @Test
    void theZoneOfTheHomeIsReferredToTheHome() throws Exception {
        Message referral = ask(AUTHORITY, "n0nce.client.leak.example.net", Type.A);

        assertThat(referral.getSection(Section.AUTHORITY))
                .extracting(Record::rdataToString)
                .containsExactly("home.example.net.");
        assertThat(referral.getSection(Section.ADDITIONAL))
                .extracting(Record::rdataToString)
                .contains("127.0.0.102");
    }

    @Test
    void cloudflareTellsHowItSeesItsClientAndAnswersTheRestItself() throws Exception {
        Message whoami = resolver(CLOUDFLARE).send(query("whoami.cloudflare", Type.TXT, DClass.CH));
        Message rest = ask(CLOUDFLARE, "o-o.myaddr.l.google.com", Type.TXT);

        assertThat(data(whoami)).containsExactly("127.0.0.1");
        assertThat(data(rest)).containsExactly(CLOUDFLARE);
        assertThat(rest.getHeader().getFlag(Flags.RA)).isTrue();
        assertThat(ask(CLOUDFLARE, "whoami.v6.powerdns.org", Type.AAAA).getRcode())
                .as("it has no IPv6")
                .isEqualTo(Rcode.SERVFAIL);
    }

    @Test
    void openDnsTellsHowItSeesItsClient() throws Exception {
        Message debug = ask(OPENDNS, "debug.opendns.com", Type.TXT);

        assertThat(data(debug)).anyMatch(text -> text.startsWith("source 127.0.0.1:"));
        assertThat(data(ask(OPENDNS, "myip.opendns.com", Type.A))).containsExactly("127.0.0.1");
        assertThat(ask(AUTHORITY, "debug.opendns.com", Type.TXT).getRcode()).isEqualTo(Rcode.NXDOMAIN);
    }

    @Test
    void aPublicResolverAsksTheHomeAboutTheHomesZone() throws Exception {
        RootServer root = new RootServer(new Zone(Plan.parse("""
                {"dir":"%s","names":{"home.example.net":["127.0.0.102"]}}""".formatted(folder))));
        try (DnsDoors home = new DnsDoors(InstantSource.system())) {
            home.open(address("127.0.0.102"), core.ports().delegated(), root);

            data(ask(OPENDNS, "n0nce.leak.example.net", Type.A));

            assertThat(home.journal().since(java.time.Instant.EPOCH))
                    .extracting(Journal.Question::name, Journal.Question::from)
                    .containsExactly(org.assertj.core.groups.Tuple.tuple("n0nce.leak.example.net", OPENDNS));
        }
    }

    @Test
    void aDeadAuthoritySaysSoAndASilentOneNothing() throws Exception {
        core.control().answer("dns dead");
        assertThat(ask(AUTHORITY, "ipinfo.io", Type.A).getRcode()).isEqualTo(Rcode.SERVFAIL);
        assertThat(ask(CLOUDFLARE, "ipinfo.io", Type.A).getRcode()).isEqualTo(Rcode.SERVFAIL);

        core.control().answer("dns drop");
        assertThatThrownBy(() -> ask(AUTHORITY, "ipinfo.io", Type.A)).isInstanceOf(IOException.class);

        core.control().answer("dns none");
        assertThat(ask(AUTHORITY, "ipinfo.io", Type.A).getRcode()).isEqualTo(Rcode.NOERROR);
    }

    @Test
    void brokenQuestionsDisturbNobody() throws Exception {
        InetSocketAddress authority =
                new InetSocketAddress(AUTHORITY, core.ports().dns());
        Message answer = new Message(7);
        answer.getHeader().setFlag(Flags.QR);
        for (byte[] broken : List.of(new byte[0], new byte[] {1, 2, 3}, new byte[40], answer.toWire())) {
            Datagrams.send(authority, broken);
        }

        assertThat(ask(AUTHORITY, "ipinfo.io", Type.A).getRcode()).isEqualTo(Rcode.NOERROR);
    }

    private Message ask(String server, String name, int type) throws IOException {
        return resolver(server).send(query(name, type, DClass.IN));
    }

    private static Message query(String name, int type, int dnsClass) {
        return Message.newQuery(Record.newRecord(Zone.name(name), type, dnsClass));
    }

    private static SimpleResolver resolver(String server) {
        SimpleResolver resolver = new SimpleResolver(new InetSocketAddress(
                address(server).asInetAddress(), core.ports().dns()));
        resolver.setTimeout(Duration.ofMillis(800));
        return resolver;
    }

    private static vpnsentinel.network.Address address(String literal) {
        return vpnsentinel.network.Address.parse(literal).orElseThrow();
    }

    /** Addresses as they are, the strings of a text with bars between. */
    private static List<String> data(Message answer) {
        return answer.getSection(Section.ANSWER).stream()
                .map(record ->
                        record instanceof TXTRecord text ? String.join("|", text.getStrings()) : record.rdataToString())
                .toList();
    }
}
