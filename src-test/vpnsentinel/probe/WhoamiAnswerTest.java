package vpnsentinel.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import vpnsentinel.network.ResolverSighting;

/**
 * Answers composed from public documentation and source code; none was recorded from a live service. Google:
 * developers.google.com/speed/public-dns/faq and RSSAC057 §3.4; Akamai: "Introducing a New whoami Tool for DNS Resolver
 * Information" (2018); DNSCrypt: the source of jedisct1/whatsmyresolver.
 */
class WhoamiAnswerTest {
    private static final NameServer SERVER = NameServer.parse("192.0.2.53").orElseThrow();
    private static final ResolverMethod METHOD = method(Tells.EGRESS);

    record Row(String claim, List<List<String>> records, String egress, String subnets) {
        @Override
        public String toString() {
            return claim;
        }
    }

    static Stream<Row> documentedAnswers() {
        return Stream.of(
                new Row("Google without a client subnet", List.of(List.of("203.0.113.7")), "[203.0.113.7]", "[]"),
                new Row(
                        "Google with a client subnet",
                        List.of(List.of("203.0.113.7"), List.of("edns0-client-subnet 198.51.100.0/24")),
                        "[203.0.113.7]",
                        "[198.51.100.0/24]"),
                new Row(
                        "a resolver that keeps its client to itself",
                        List.of(List.of("203.0.113.7"), List.of("edns0-client-subnet 0.0.0.0/0")),
                        "[203.0.113.7]",
                        "[]"),
                new Row("Akamai's address record", List.of(List.of("203.0.113.8")), "[203.0.113.8]", "[]"),
                new Row(
                        "DNSCrypt, one record a line",
                        List.of(
                                List.of("Resolver IP: 2001:db8::53"),
                                List.of("EDNS0 client subnet: 198.51.100.0/24/0"),
                                List.of("EDNS0 UDP buffer size: 1232"),
                                List.of("DNSSEC OK (DO bit set)")),
                        "[2001:db8::53]",
                        "[198.51.100.0/24]"),
                new Row(
                        "DNSCrypt, all lines in one record",
                        List.of(List.of("Resolver IP: 203.0.113.7", "EDNS0 client subnet: 198.51.100.0/24/0")),
                        "[203.0.113.7]",
                        "[198.51.100.0/24]"),
                new Row(
                        "Akamai's pairs; the guess about the client is no egress",
                        List.of(
                                List.of("ns", "203.0.113.7"),
                                List.of("ecs", "198.51.100.0/24/24"),
                                List.of("ip", "198.51.100.9")),
                        "[203.0.113.7]",
                        "[198.51.100.0/24]"),
                new Row(
                        "a pool of resolvers",
                        List.of(List.of("203.0.113.7"), List.of("203.0.113.8"), List.of("203.0.113.7")),
                        "[203.0.113.7, 203.0.113.8]",
                        "[]"));
    }

    @ParameterizedTest
    @MethodSource("documentedAnswers")
    void everyDocumentedFormIsRead(Row row) throws DnsFailure {
        ResolverSighting seen = WhoamiAnswer.read(METHOD, SERVER, row.records());

        assertThat(seen.egress()).hasToString(row.egress());
        assertThat(seen.clientSubnets()).hasToString(row.subnets());
        assertThat(seen.seenFrom()).isEmpty();
        assertThat(seen.nameserver()).isEqualTo("192.0.2.53");
    }

    @Test
    void aMethodThatTellsWhereWeAreSeenFromSaysNothingOfTheEgress() throws DnsFailure {
        ResolverSighting seen = WhoamiAnswer.read(method(Tells.SEEN_FROM), SERVER, List.of(List.of("203.0.113.9")));

        assertThat(seen.seenFrom()).hasToString("[203.0.113.9]");
        assertThat(seen.egress()).isEmpty();
    }

    /** The words that Quad9 documents for proto.on.quad9.net, with the dot that ends a name. */
    @ParameterizedTest
    @ValueSource(strings = {"do53-udp", "do53-tcp", "dot", "doh", "dnscrypt-udp"})
    void aProtocolIsReadAndNoAddress(String word) throws DnsFailure {
        ResolverSighting seen = WhoamiAnswer.read(method(Tells.TRANSPORT), SERVER, List.of(List.of(word + ".")));

        assertThat(seen.transport()).contains(word);
        assertThat(seen.tellsAddresses()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "do53 udp.", "<script>.", "a-protocol-of-more-than-twenty-letters."})
    void whatIsNoProtocolTellsNothing(String text) {
        assertThatThrownBy(() -> WhoamiAnswer.read(method(Tells.TRANSPORT), SERVER, List.of(List.of(text))))
                .hasMessage("an answer without a protocol");
    }

    @Test
    void aPrivateAddressOrGarbageTellsNothing() {
        assertThatThrownBy(() -> WhoamiAnswer.read(METHOD, SERVER, List.of(List.of("10.0.0.1"))))
                .hasMessage("10.0.0.1 is no public address");
        for (String garbage :
                List.of("v=spf1 ip4:203.0.113.7 -all", "cafe", "203.0.113.999", "", "blocked by policy")) {
            assertThatThrownBy(() -> WhoamiAnswer.read(METHOD, SERVER, List.of(List.of(garbage))))
                    .hasMessage("an answer without an address");
        }
    }

    private static ResolverMethod method(Tells tells) {
        return new ResolverMethod("test", "Test", tells, Set.of(), server -> List.of());
    }
}
