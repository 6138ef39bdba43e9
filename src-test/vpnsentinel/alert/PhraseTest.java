package vpnsentinel.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import vpnsentinel.fleet.Colour;
import vpnsentinel.fleet.ColouredFinding;
import vpnsentinel.fleet.Phrase;
import vpnsentinel.fleet.Status;
import vpnsentinel.network.Fact;
import vpnsentinel.verdict.Finding;

/** The words that users know, by what was found. */
class PhraseTest {
    static Stream<Arguments> rows() {
        return Stream.of(
                Arguments.of(Status.RED, Fact.EXIT_ON_HOME_LINE, "VPN Bypass Detected!"),
                Arguments.of(Status.RED, Fact.EXIT_ON_HOME_NETWORK, "VPN Bypass Detected!"),
                Arguments.of(Status.YELLOW, Fact.EXIT_ON_HOME_NETWORK, "VPN Bypass Detected!"),
                Arguments.of(Status.YELLOW, Fact.EXIT_SUSPECTED, "VPN Bypass Suspected"),
                Arguments.of(Status.YELLOW, Fact.DNS_LEAK, "DNS Leak Detected"),
                Arguments.of(Status.RED, Fact.DNS_LEAK, "DNS Leak Detected"),
                Arguments.of(Status.YELLOW, Fact.DNS_ELSEWHERE, "DNS Leak Detected"),
                Arguments.of(Status.YELLOW, Fact.DNS_NEVER_VERIFIED, "DNS Undetectable"),
                Arguments.of(Status.YELLOW, Fact.DNS_NOT_VERIFIABLE, "DNS Undetectable"),
                Arguments.of(Status.YELLOW, Fact.BASELINE_UNKNOWN, "Home address unknown"),
                Arguments.of(Status.YELLOW, Fact.EXIT_NEVER_VERIFIED, "Address not seen yet"));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void theFindingThatGivesTheColourSpeaks(Status status, Fact fact, String words) {
        Colour colour = Colour.valueOf(status.name());

        assertThat(Phrase.words(Sights.of("office", status).found(colour, fact).view()))
                .isEqualTo(words);
    }

    @Test
    void theMostUrgentOfSeveralSpeaks() {
        Sights client = Sights.of("office", Status.RED)
                .found(Colour.RED, Fact.BASELINE_UNKNOWN, Fact.DNS_LEAK, Fact.EXIT_ON_HOME_LINE);

        assertThat(Phrase.words(client.view())).isEqualTo("VPN Bypass Detected!");
    }

    @Test
    void aFindingOfALesserColourStaysInTheBackground() {
        ColouredFinding leak = new ColouredFinding(new Finding(Fact.DNS_LEAK, "e", "h"), Colour.RED);
        ColouredFinding suspicion = new ColouredFinding(new Finding(Fact.EXIT_SUSPECTED, "e", "h"), Colour.YELLOW);

        assertThat(Phrase.words(Sights.of("office", Status.RED)
                        .found(List.of(leak, suspicion))
                        .view()))
                .isEqualTo("DNS Leak Detected");
    }

    @Test
    void aDnsThatCannotBeSeenIsTheLeastOfSeveralWorries() {
        Sights client =
                Sights.of("office", Status.YELLOW).found(Colour.YELLOW, Fact.DNS_NEVER_VERIFIED, Fact.BASELINE_UNKNOWN);

        assertThat(Phrase.words(client.view())).isEqualTo("Home address unknown");
    }

    @Test
    void greenSilentAndStoppedAreSaidAsSuch() {
        assertThat(Phrase.words(Sights.of("a", Status.GREEN)
                        .found(Colour.GREEN, Fact.DNS_CLAIMED)
                        .view()))
                .isEqualTo("Secure");
        assertThat(Phrase.words(Sights.of("a", Status.SILENT).view())).isEqualTo("Silent");
        assertThat(Phrase.words(Sights.of("a", Status.GREEN).stoppedInOrder().view()))
                .isEqualTo("Stopped");
    }
}
