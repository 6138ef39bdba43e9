package vpnsentinel.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xbill.DNS.Rcode;
import support.FakeNameServer;
import vpnsentinel.network.Address;
import vpnsentinel.network.Answer;
import vpnsentinel.network.ResolverSighting;

class ResolverProbeTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final String NAME = "o-o.myaddr.l.google.com";

    @TempDir
    Path folder;

    private final FakeNameServer server = new FakeNameServer();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void everyNameServerIsAskedByEveryMethod() throws IOException {
        try (FakeNameServer second = new FakeNameServer();
                ResolverProbe probe = probe(server.line() + second.line())) {
            server.knows(NAME, "IN", "TXT", "\"203.0.113.7\"").knows("whoami.akamai.net", "IN", "A", "203.0.113.8");
            second.knows(NAME, "IN", "TXT", "\"198.51.100.7\"").knows("whoami.akamai.net", "IN", "A", "198.51.100.8");
            probe.register(method("google", NAME, "TXT"));
            probe.register(method("akamai", "whoami.akamai.net", "A"));

            assertThat(probe.ask())
                    .map(ResolverProbeTest::told)
                    .containsExactly(
                            "akamai " + server.text() + " [203.0.113.8]",
                            "akamai " + second.text() + " [198.51.100.8]",
                            "google " + server.text() + " [203.0.113.7]",
                            "google " + second.text() + " [198.51.100.7]");
        }
    }

    @Test
    void anAnswerThatDoesNotFitComesOverTcp() throws IOException {
        server.knows(NAME, "IN", "TXT", "\"203.0.113.7\"").truncates();
        try (ResolverProbe probe = probe(server.line())) {
            probe.register(method("google", NAME, "TXT"));

            assertThat(probe.ask()).hasOnlyElementsOfType(Answer.Seen.class);
            assertThat(server.asked()).extracting(q -> q.substring(0, 3)).containsExactly("udp", "tcp");
        }
    }

    @Test
    void whatIsLostByUdpIsAskedForByTcp() throws IOException {
        server.knows(NAME, "IN", "TXT", "\"203.0.113.7\"").losesDatagrams();
        try (ResolverProbe probe = probe(server.line())) {
            probe.register(method("google", NAME, "TXT"));

            assertThat(probe.ask()).hasOnlyElementsOfType(Answer.Seen.class);
        }
    }

    @Test
    void manyQuestionsOfOneMethodAreOneSighting() throws IOException {
        server.knows(NAME, "IN", "TXT", "\"203.0.113.7\"");
        try (ResolverProbe probe = probe(server.line())) {
            DnsQuestion question = DnsQuestion.of(NAME, "TXT", "IN");
            probe.register(
                    new ResolverMethod("pool", "Test", Tells.EGRESS, Set.of(), 5, at -> question.ask(at, TIMEOUT)));

            assertThat(probe.ask())
                    .map(ResolverProbeTest::told)
                    .containsExactly("pool " + server.text() + " [203.0.113.7]");
            assertThat(server.asked()).hasSize(5);
        }
    }

    @Test
    void aQuestionThatFailsDoesNotSpoilWhatTheOthersShowed() throws IOException {
        AtomicInteger asked = new AtomicInteger();
        try (ResolverProbe probe = probe(server.line())) {
            probe.register(new ResolverMethod("pool", "Test", Tells.EGRESS, Set.of(), 3, at -> {
                if (asked.incrementAndGet() == 2) {
                    throw new DnsFailure("no answer in time");
                }
                return List.of(List.of("203.0.113." + asked.get()));
            }));

            assertThat(probe.ask())
                    .map(ResolverProbeTest::told)
                    .containsExactly("pool " + server.text() + " [203.0.113.1, 203.0.113.3]");
        }
    }

    @Test
    void betweenRoundsEachNameServerIsAskedOnce() throws IOException {
        try (FakeNameServer other = new FakeNameServer();
                ResolverProbe probe = probe(server.line() + other.line())) {
            DnsQuestion question = DnsQuestion.of(NAME, "TXT", "IN");
            probe.register(
                    new ResolverMethod("pool", "Test", Tells.EGRESS, Set.of(), 5, at -> question.ask(at, TIMEOUT)));

            probe.askOnce("pool");

            assertThat(server.asked()).hasSize(1);
            assertThat(other.asked()).hasSize(1);
        }
    }

    @Test
    void betweenRoundsOneNameIsEnough() throws IOException {
        server.knows(NAME, "IN", "TXT", "\"203.0.113.7\"");
        try (ResolverProbe probe = probe(server.line())) {
            DnsQuestion question = DnsQuestion.of(NAME, "TXT", "IN").counted(probe::asked);
            probe.register(
                    new ResolverMethod("pool", "Test", Tells.EGRESS, Set.of(), 5, at -> question.ask(at, TIMEOUT)));

            probe.askOnce("pool");
            probe.askOnce("unknown");

            assertThat(server.asked()).hasSize(1);
            assertThat(probe.questionsLastHour()).isEqualTo(1);
            assertThat(probe.questionsOfARound()).isEqualTo(5);
        }
    }

    @Test
    void aSecondTryIsAQuestionToo() throws IOException {
        server.knows(NAME, "IN", "TXT", "\"203.0.113.7\"").losesDatagrams();
        try (ResolverProbe probe = probe(server.line())) {
            DnsQuestion question = DnsQuestion.of(NAME, "TXT", "IN").counted(probe::asked);
            probe.register(
                    new ResolverMethod("google", "Test", Tells.EGRESS, Set.of(), at -> question.ask(at, TIMEOUT)));

            probe.ask();

            assertThat(probe.questionsLastHour()).isEqualTo(2);
        }
    }

    @Test
    void withoutThirdPartiesOnlyOurOwnMethodsCount() throws IOException {
        try (ResolverProbe probe = new ResolverProbe(file(server.line()), TIMEOUT, "own path"::equals)) {
            probe.register(method("google", NAME, "TXT"));

            assertThat(probe.names()).isEmpty();
        }
    }

    @Test
    void aRefusalIsMissingWithItsReason() throws IOException {
        server.refuses("broken.test", Rcode.SERVFAIL).knows("empty.test", "IN", "TXT");
        try (ResolverProbe probe = probe(server.line())) {
            probe.register(method("a-gone", "gone.test", "TXT"));
            probe.register(method("b-broken", "broken.test", "TXT"));
            probe.register(method("c-empty", "empty.test", "TXT"));

            String at = "name server " + server.text() + ": ";
            assertThat(probe.ask())
                    .containsExactly(
                            new Answer.Missing<>("a-gone", at + "NXDOMAIN"),
                            new Answer.Missing<>("b-broken", at + "SERVFAIL"),
                            new Answer.Missing<>("c-empty", at + "no record of type TXT"));
        }
    }

    @Test
    void aSilentNameServerIsMissingAfterTheTimeOut() throws IOException {
        server.isSilent();
        try (ResolverProbe probe = new ResolverProbe(file(server.line()), Duration.ofSeconds(1))) {
            probe.register(method("google", NAME, "TXT"));

            assertThat(probe.ask())
                    .singleElement()
                    .isInstanceOfSatisfying(
                            Answer.Missing.class,
                            missing -> assertThat(missing.why())
                                    .contains(server.text())
                                    .containsAnyOf("time-out after 1 s", "no answer"));
        }
    }

    @Test
    void aQuestionForOneResolverGoesToThatResolverOnly() throws IOException {
        server.knows("whoami.cloudflare", "CH", "TXT", "\"203.0.113.9\"");
        try (ResolverProbe probe = probe(server.line())) {
            probe.register(onlyAt("elsewhere", "192.0.2.1"));
            probe.register(onlyAt("here", "127.0.0.1"));

            List<Answer<ResolverSighting>> answers = probe.ask();

            assertThat(answers)
                    .singleElement()
                    .isInstanceOfSatisfying(
                            Answer.Seen.class,
                            seen -> assertThat(((ResolverSighting) seen.value()).seenFrom())
                                    .hasToString("[203.0.113.9]"));
            assertThat(server.asked()).containsExactly("udp whoami.cloudflare. CH TXT");
        }
    }

    @Test
    void theConfigurationIsReadAgainAtEachRound() throws IOException {
        Path file = file("nameserver [127.0.0.1]:1\n");
        try (ResolverProbe probe = new ResolverProbe(file, TIMEOUT)) {
            server.knows(NAME, "IN", "TXT", "\"203.0.113.7\"");
            probe.register(method("google", NAME, "TXT"));
            assertThat(probe.ask()).hasOnlyElementsOfType(Answer.Missing.class);

            Files.writeString(file, "# changed by the VPN\n" + server.line());
            assertThat(probe.ask()).hasOnlyElementsOfType(Answer.Seen.class);
        }
    }

    @Test
    void withoutAMethodTheProbeSaysSo() throws IOException {
        try (ResolverProbe probe = probe(server.line())) {
            ResolverMethod method = method("google", NAME, "TXT");
            probe.register(method);
            probe.unregister(method);

            assertThat(probe.ask())
                    .containsExactly(
                            new Answer.Missing<>("resolver", "no resolver method: is there a resolver route?"));
        }
    }

    @Test
    void aConfigurationIsReadAsSystemsReadIt() throws IOException {
        Path file = file("""
                # comment
                ; another
                search home.test
                nameserver 10.2.0.1
                  nameserver 10.2.0.8
                nameserver [127.0.0.1]:99999
                nameserver dns.test
                nameserver 10.2.0.7#53
                nameservers 10.2.0.9
                nameserver\t2001:db8::53   # trailing
                options ndots:0 timeout:1 attempts:1 rotate
                nameserver fe80::1%lo
                nameserver [127.0.0.1]:5353
                """);

        assertThat(ResolverConfiguration.read(file))
                .extracting(NameServer::text, s -> s.at().getPort())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("10.2.0.1", 53),
                        org.assertj.core.groups.Tuple.tuple("2001:db8::53", 53),
                        org.assertj.core.groups.Tuple.tuple("fe80::1%lo", 53));
    }

    @Test
    void aPortMayStandBehindAnAddressInBrackets() {
        assertThat(ResolverConfiguration.nameServers("nameserver [127.0.0.1]:5353"))
                .extracting(server -> server.at().getPort())
                .containsExactly(5353);
    }

    @ParameterizedTest
    @CsvSource({
        "'nameserver 10.2.0.1', '10.2.0.1', '10.2.0.1'",
        "'nameserver 10.2.0.1\r\nnameserver 10.2.0.2\r\n', '', '10.2.0.1 10.2.0.2'",
        "'nameserver\f10.2.0.1\n', '', '10.2.0.1'",
        "'nameserver 10.1\nnameserver 0x0a020003\nnameserver 012.2.0.4\n', '10.0.0.1 10.2.0.3 10.2.0.4',"
                + " '10.0.0.1 10.2.0.3 10.2.0.4'",
        "'nameserver 10.2.0.256\nnameserver 10.2.0.1.1\nnameserver \n', '', ''",
        "'nameserver 10.2.0.1\nnameserver 10.2.0.1\nnameserver 10.2.0.2\nnameserver 10.2.0.3', '10.2.0.1 10.2.0.2',"
                + " '10.2.0.1 10.2.0.2'",
        "'\uFEFFnameserver 10.2.0.1\nnameserver 10.2.0.2', '10.2.0.2', '10.2.0.2'",
        "'#nameserver 10.2.0.1\n;nameserver 10.2.0.2\n', '', ''",
    })
    void eachLibraryReadsLinesInItsOwnWay(String text, String glibc, String musl) {
        assertThat(addresses(text, ResolverConfiguration.Library.GLIBC)).isEqualTo(glibc);
        assertThat(addresses(text, ResolverConfiguration.Library.MUSL)).isEqualTo(musl);
    }

    private static String addresses(String text, ResolverConfiguration.Library library) {
        return ResolverConfiguration.nameServers(text, library).stream()
                .map(server -> server.address().toString())
                .collect(Collectors.joining(" "));
    }

    @Test
    void theLibraryIsKnownByItsLoader() throws IOException {
        assertThat(ResolverConfiguration.ofSystem(folder)).isEqualTo(ResolverConfiguration.Library.GLIBC);
        Files.createFile(folder.resolve("ld-musl-x86_64.so.1"));
        assertThat(ResolverConfiguration.ofSystem(folder)).isEqualTo(ResolverConfiguration.Library.MUSL);
    }

    @Test
    void withoutANameServerTheOneOnThisHostIsAsked() throws IOException {
        assertThat(ResolverConfiguration.read(folder.resolve("none")))
                .extracting(NameServer::text)
                .containsExactly("127.0.0.1");
        assertThat(ResolverConfiguration.read(file("search home.test\n")))
                .extracting(NameServer::text)
                .containsExactly("127.0.0.1");
        assertThat(ResolverConfiguration.read(Path.of("/dev/null")))
                .as("no file at all")
                .isEmpty();
    }

    @Test
    void aQuestionThatIsNoneIsRefusedInWords() {
        assertThatThrownBy(() -> DnsQuestion.of("x.test", "MX", "IN")).hasMessageContaining("expected A, AAAA, or TXT");
        assertThatThrownBy(() -> DnsQuestion.of("x.test", "A", "XX")).hasMessageContaining("expected IN or CH");
        assertThatThrownBy(() -> DnsQuestion.of("x..test", "A", "IN")).hasMessageContaining("is no domain name");
        assertThatThrownBy(() -> new ResolverMethod("x", "X", Tells.EGRESS, Set.of(), 11, at -> List.of()))
                .hasMessage("times=11, expected 1 to 10");
        assertThatThrownBy(() -> Tells.of("all")).hasMessage("'all', expected one of egress, seen-from, transport");
    }

    private Path file(String content) throws IOException {
        return Files.writeString(folder.resolve("resolv.conf"), content);
    }

    private ResolverProbe probe(String content) throws IOException {
        return new ResolverProbe(file(content), TIMEOUT);
    }

    private static ResolverMethod method(String method, String name, String type) {
        DnsQuestion question = DnsQuestion.of(name, type, "IN");
        return new ResolverMethod(method, "Test", Tells.EGRESS, Set.of(), at -> question.ask(at, TIMEOUT));
    }

    private static ResolverMethod onlyAt(String method, String address) {
        DnsQuestion question = DnsQuestion.of("whoami.cloudflare", "TXT", "CH");
        Set<Address> only = Set.of(Address.parse(address).orElseThrow());
        return new ResolverMethod(method, "Cloudflare", Tells.SEEN_FROM, only, at -> question.ask(at, TIMEOUT));
    }

    private static String told(Answer<ResolverSighting> answer) {
        ResolverSighting seen = ((Answer.Seen<ResolverSighting>) answer).value();
        return seen.method() + " " + seen.nameserver() + " " + seen.egress();
    }
}
