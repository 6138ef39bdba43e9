package vpnsentinel.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import vpnsentinel.api.KeepaliveReply;
import vpnsentinel.fleet.Colour;
import vpnsentinel.fleet.ColouredFinding;
import vpnsentinel.fleet.Fleet;
import vpnsentinel.network.Fact;
import vpnsentinel.verdict.Finding;

/** What the server writes of its verdict, as the client reads it. */
class KeepaliveAnswerTest {
    private static final Set<Fact> DOUBTING = EnumSet.of(
            Fact.EXIT_ON_HOME_LINE,
            Fact.EXIT_ON_HOME_NETWORK,
            Fact.TRAFFIC_ON_HOME_LINE,
            Fact.EXIT_SUSPECTED,
            Fact.EXIT_NEVER_VERIFIED,
            Fact.EXIT_NOT_VERIFIABLE,
            Fact.BASELINE_UNKNOWN,
            Fact.BASELINE_STALE,
            Fact.SERVER_BEHIND_VPN);

    @Test
    void itsWordsAreFitToBeShown() {
        KeepaliveAnswer answer =
                KeepaliveAnswer.read("{\"verdict\":\"gr\\u001been\\r\\n\",\"reasons\":[\"dns\\u202e-leak\"]}"
                        .getBytes(StandardCharsets.UTF_8));

        assertThat(answer.verdict()).contains("gr een");
        assertThat(answer.reasons()).containsExactly("dns -leak");
    }

    @ParameterizedTest
    @EnumSource
    void bothHalvesAgreeOnWhatDoubtsTheExit(Fact found) {
        List<ColouredFinding> findings = List.of(new ColouredFinding(new Finding(found, "as seen", ""), Colour.YELLOW));
        Fleet.Recorded recorded = new Fleet.Recorded(Colour.YELLOW, findings, false, Optional.empty());

        KeepaliveAnswer read = KeepaliveAnswer.read(
                KeepaliveReply.bytes("Keepalive received", Instant.parse("2026-11-22T08:00:00Z"), recorded));

        assertThat(found.doubtsExit()).isEqualTo(DOUBTING.contains(found));
        assertThat(read.reasons()).containsExactly(found.id());
        assertThat(read.provesExit()).isEqualTo(!found.doubtsExit());
    }

    @ParameterizedTest
    @EnumSource
    void aFactIsFoundByItsId(Fact fact) {
        assertThat(Fact.of(fact.id())).contains(fact);
    }

    @Test
    void anIdOfAnotherVersionIsNoFactOfThisOne() {
        assertThat(Fact.of("exit-")).isEmpty();
        assertThat(Fact.of("EXIT_ON_HOME_LINE")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'verdict':'green','reasons':[]}                                        | true",
                "{'verdict':'green','reasons':['dns-claimed']}                           | true",
                "{'verdict':'green','reasons':['exit-suspected']}                        | false",
                "{'verdict':'green','reasons':['finding-of-a-newer-server']}             | true",
                "{'verdict':'yellow','reasons':['finding-of-a-newer-server']}            | false",
                "{'verdict':'yellow','reasons':['dns-leak','exit-never-verified']}       | false",
                "{'verdict':'yellow','reasons':['dns-leak','exit-unexpected']}           | true",
                "{'reasons':[]}                                                          | false",
                "no JSON                                                                 | false",
            })
    void anExitIsProvenByAVerdictThatDoesNotDoubtIt(String body, boolean proven) {
        byte[] sent = body.replace('\'', '"').getBytes(StandardCharsets.UTF_8);

        assertThat(KeepaliveAnswer.read(sent).provesExit()).isEqualTo(proven);
    }
}
