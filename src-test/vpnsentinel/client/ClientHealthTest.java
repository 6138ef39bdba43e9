package vpnsentinel.client;

import static org.assertj.core.api.Assertions.assertThat;
import static vpnsentinel.client.TestClient.GREEN;
import static vpnsentinel.client.TestClient.INTERVAL;
import static vpnsentinel.client.TestClient.seen;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import vpnsentinel.network.Answer;

/** How a client says it is. */
class ClientHealthTest {
    private final TestClient client = new TestClient();

    @Test
    void aFailureIsUnhealthySinceItBeganUntilTheServerAnswersAgain() {
        Round round = client.round(List.of(seen("a", "203.0.113.10", "", Optional.empty())));
        client.sent(round);
        client.deliveries.failed(round, 0, "connection refused", Optional.empty());
        client.passSeconds(60);
        client.deliveries.failed(round, 0, "connection refused", Optional.empty());

        ClientHealth ill = client.health();
        client.deliveries.delivered(round, GREEN);
        ClientHealth well = client.health();

        assertThat(ill.state()).isEqualTo(ClientHealth.State.UNHEALTHY);
        assertThat(ill.ready()).isFalse();
        assertThat(ill.issues())
                .singleElement()
                .asString()
                .contains("since 2026-11-22T08:00:00Z", "connection refused");
        assertThat(well.state()).isEqualTo(ClientHealth.State.HEALTHY);
        assertThat(well.issues()).isEmpty();
        assertThat(well.ready()).isTrue();
    }

    @Test
    void aClientIsDegradedBeforeItsFirstKeepaliveAndNeitherReadyNorStarted() {
        ClientHealth health = client.health();

        assertThat(health.state()).isEqualTo(ClientHealth.State.DEGRADED);
        assertThat(health.ready()).isFalse();
        assertThat(health.started()).isFalse();
        assertThat(health.checks()).containsEntry("server", "pending").containsEntry("exit", "pending");
    }

    @Test
    void whatCannotBeVerifiedDegradesWithItsReasons() {
        Round round = client.begin();
        round.sawExits(List.of(new Answer.Missing<>("a", "HTTP 429"), new Answer.Missing<>("b", "time-out after 5 s")));
        client.sent(round);
        client.deliveries.delivered(round, GREEN);

        ClientHealth health = client.health("edit refused: probe-exit.camel.yaml:3: no such step");

        assertThat(health.state()).isEqualTo(ClientHealth.State.DEGRADED);
        assertThat(health.ready()).isTrue();
        assertThat(health.issues())
                .containsExactly(
                        "The exit address cannot be verified: a: HTTP 429; b: time-out after 5 s",
                        "The resolver cannot be verified",
                        "Routes: edit refused: probe-exit.camel.yaml:3: no such step");
    }

    @Test
    void aClientWhoseNetworkIsGoneSaysWhatToDo() {
        Round round = client.round(List.of(seen("a", "203.0.113.10", "", Optional.empty())));
        client.sent(round);
        client.deliveries.delivered(round, GREEN);
        client.namespace.isLeft();
        client.looks();
        client.earlyReports.notice();

        ClientHealth health = client.health();

        assertThat(health.state()).isEqualTo(ClientHealth.State.DEGRADED);
        assertThat(health.issues())
                .singleElement()
                .asString()
                .startsWith("No interface but the loopback is left: ")
                .contains("restart the client");
    }

    @Test
    void aClientWhoseRoundsStoppedIsUnhealthy() {
        Round round = client.round(List.of(seen("a", "203.0.113.10", "", Optional.empty())));
        client.sent(round);
        client.deliveries.delivered(round, GREEN);
        client.passes(INTERVAL.plusSeconds(91));

        ClientHealth health = client.health();

        assertThat(health.state()).isEqualTo(ClientHealth.State.UNHEALTHY);
        assertThat(health.issues()).containsExactly("No keepalive was made since 2026-11-22T08:00:00Z");
    }
}
