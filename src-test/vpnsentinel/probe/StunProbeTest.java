package vpnsentinel.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import support.FakeStun;
import vpnsentinel.network.Answer;
import vpnsentinel.network.Endpoint;
import vpnsentinel.network.ExitSighting;
import vpnsentinel.network.Network;

class StunProbeTest {
    private final FakeStun one = new FakeStun("203.0.113.9");
    private final FakeStun two = new FakeStun("198.51.100.9");

    @AfterEach
    void close() {
        one.close();
        two.close();
    }

    @Test
    void everyServerTellsWhereItSawTheDatagram() {
        List<Answer<ExitSighting>> answers = ask(one, two);

        assertThat(Answer.values(answers))
                .extracting(seen -> seen.operator() + " " + seen.source() + " " + seen.address())
                .containsExactly("127.0.0.1 127.0.0.1 by UDP 203.0.113.9", "127.0.0.1 127.0.0.1 by UDP 198.51.100.9");
        assertThat(Answer.values(answers).get(0).network()).isEqualTo(Network.UNKNOWN);
    }

    @Test
    void aLostDatagramIsSentAgain() {
        one.loses(2);

        assertThat(ask(one)).hasOnlyElementsOfType(Answer.Seen.class);
        assertThat(one.asked()).isEqualTo(3);
    }

    @Test
    void aStrangersPacketDoesNotHideTheAnswer() {
        byte[] forged = Stun.request(new byte[12]);
        forged[0] = 1;
        forged[1] = 1;
        one.sendsFirst(new byte[] {1, 2, 3}, forged);

        assertThat(Answer.values(ask(one)).get(0).address()).hasToString("203.0.113.9");
    }

    @Test
    void aSilentServerIsMissing() {
        one.loses(1_000);

        assertThat(ask(one))
                .singleElement()
                .isInstanceOfSatisfying(
                        Answer.Missing.class,
                        missing -> assertThat(missing.why()).containsAnyOf("no answer in time", "time-out after 2 s"));
    }

    @Test
    void aServerBehindTheSameRouterProvesNothing() {
        try (FakeStun near = new FakeStun("192.168.1.50")) {
            assertThat(ask(near))
                    .containsExactly(new Answer.Missing<>("127.0.0.1 by UDP", "192.168.1.50 is no public address"));
        }
    }

    @Test
    void aServerWithoutAnAddressIsMissing() {
        try (StunProbe probe =
                new StunProbe(List.of(new StunServer("no.such.host.invalid", 3478, "x")), Duration.ofSeconds(5))) {
            assertThat(probe.ask())
                    .containsExactly(new Answer.Missing<>("no.such.host.invalid by UDP", "its name does not resolve"));
        }
    }

    @Test
    void nobodyToAskIsNoTrouble() {
        assertThat(ask()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "stun.example.test:3478, stun.example.test, 3478, example.test",
        "a.stun.example.test:1, a.stun.example.test, 1, example.test",
        "192.0.2.7:65535, 192.0.2.7, 65535, 192.0.2.7",
        "[2001:db8::7]:3478, 2001:db8::7, 3478, 2001:db8::7",
    })
    void aServerIsRunByWhomItsNameSays(String text, String host, int port, String operator) {
        assertThat(Endpoint.parse(text).map(StunServer::at)).contains(new StunServer(host, port, operator));
    }

    private static List<Answer<ExitSighting>> ask(FakeStun... servers) {
        List<StunServer> chosen = Arrays.stream(servers)
                .map(each -> StunServer.at(Endpoint.parse(each.text()).orElseThrow()))
                .toList();
        try (StunProbe probe = new StunProbe(chosen, Duration.ofSeconds(2))) {
            return probe.ask();
        }
    }
}
