package vpnsentinel.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import vpnsentinel.network.Address;
import vpnsentinel.network.Answer;
import vpnsentinel.network.Asn;
import vpnsentinel.network.ExitSighting;
import vpnsentinel.network.Network;
import vpnsentinel.network.Place;

class AgreementTest {
    private static final ExitSighting EXIT = sighting("a", "203.0.113.10", 64500);
    private static final ExitSighting NEIGHBOUR = sighting("b", "203.0.113.11", 64500);
    private static final ExitSighting ELSEWHERE = sighting("c", "198.51.100.9", 64501);

    @Test
    void twoAgreeOnOneAddressOrOneNetwork() {
        assertThat(EXIT.agreesWith(NEIGHBOUR)).isTrue();
        assertThat(EXIT.agreesWith(sighting("d", "203.0.113.10", 64999))).isTrue();
        assertThat(EXIT.agreesWith(ELSEWHERE)).isFalse();
        assertThat(sighting("a", "203.0.113.10", 0).agreesWith(sighting("b", "203.0.113.11", 0)))
                .isFalse();
    }

    @Test
    void theExitIsTheOneThatMostOperatorsConfirm() {
        assertThat(Agreement.strongest(answers(ELSEWHERE, EXIT, NEIGHBOUR))).contains(EXIT);
        assertThat(Agreement.strongest(answers(ELSEWHERE, EXIT))).contains(ELSEWHERE);
        assertThat(Agreement.strongest(List.of(new Answer.Missing<>("a", "HTTP 500"))))
                .isEmpty();
    }

    @Test
    void twoSourcesOfOneOperatorDoNotConfirmEachOther() {
        ExitSighting again = new ExitSighting("a2", "a", EXIT.address(), EXIT.network(), EXIT.place());

        assertThat(Agreement.settled(List.of(EXIT, again))).isFalse();
        assertThat(Agreement.settled(List.of(EXIT, NEIGHBOUR))).isTrue();
        assertThat(Agreement.settled(List.of(EXIT, NEIGHBOUR, ELSEWHERE))).isFalse();
    }

    private static List<Answer<ExitSighting>> answers(ExitSighting... seen) {
        return java.util.Arrays.stream(seen)
                .<Answer<ExitSighting>>map(s -> new Answer.Seen<>(s.source(), s))
                .toList();
    }

    private static ExitSighting sighting(String source, String address, int asn) {
        return new ExitSighting(
                source,
                source,
                Address.parse(address).orElseThrow(),
                new Network(asn == 0 ? Optional.empty() : Optional.of(new Asn(asn)), "", Network.Kind.UNKNOWN),
                Place.UNKNOWN);
    }
}
