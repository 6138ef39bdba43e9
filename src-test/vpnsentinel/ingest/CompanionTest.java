package vpnsentinel.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import demo.World;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import support.FakeClient;
import support.RouteStage;
import vpnsentinel.fleet.ClientView;
import vpnsentinel.fleet.Status;
import vpnsentinel.network.Asn;
import vpnsentinel.network.Fact;

/** A companion at another site: through receive-keepalive it teaches the line that must not be seen there. */
class CompanionTest {
    private static final String[] ROUTES = {
        "receive-keepalive", "judge-client", "judge-again", "colour-finding", "route-failed"
    };

    private static ClientView view(RouteStage stage, String id) {
        return stage.fleet.view(id, stage.now).orElseThrow();
    }

    @Test
    void clientsOfASiteAreComparedWithTheLineOfItsCompanion() throws Exception {
        try (RouteStage stage = new RouteStage(ROUTES).start()) {
            FakeClient client = new FakeClient("remote").at("cabin", false);
            FakeClient companion = new FakeClient("watcher")
                    .at("cabin", true)
                    .exits(World.NEW_YORK.exit(), World.NEW_YORK.exit())
                    .noResolver();
            stage.drive("receive-keepalive", client.next());
            stage.arrive();
            assertThat(view(stage, "remote").findings())
                    .extracting(each -> each.finding().fact())
                    .contains(Fact.BASELINE_UNKNOWN);

            stage.drive("receive-keepalive", companion.next());
            stage.tick("judge-again");
            assertThat(view(stage, "remote").status()).isEqualTo(Status.GREEN);

            stage.drive(
                    "receive-keepalive",
                    client.exits(World.NEW_YORK.exit(), World.NEW_YORK.exit()).next());
            assertThat(view(stage, "remote").status()).isEqualTo(Status.RED);

            stage.drive(
                    "receive-keepalive", client.exits(World.HOME, World.HOME).next());
            assertThat(view(stage, "remote").findings())
                    .as("the server's own line is not that site's")
                    .noneMatch(each -> each.finding().fact() == Fact.EXIT_ON_HOME_LINE);
        }
    }

    @Test
    void aCompanionIsShownAsSuchAndNotJudged() throws Exception {
        try (RouteStage stage = new RouteStage(ROUTES).start()) {
            FakeClient companion = new FakeClient("watcher")
                    .at("", true)
                    .exits(World.HOME, World.HOME)
                    .noResolver();

            stage.drive("receive-keepalive", companion.next());

            assertThat(view(stage, "watcher").status()).isEqualTo(Status.GREEN);
            assertThat(view(stage, "watcher").findings()).isEmpty();
            assertThat(view(stage, "watcher").notes())
                    .contains("Outside the VPN on purpose: shows the home address of the server's site.");
        }
    }

    @Test
    void aCompanionWhoseLineIsNotSureIsToldSo() throws Exception {
        try (RouteStage stage = new RouteStage(ROUTES).start()) {
            FakeClient companion = new FakeClient("watcher")
                    .at("cabin", true)
                    .exits(World.HOME, World.PARIS.exit())
                    .noResolver();

            stage.drive("receive-keepalive", companion.next());

            assertThat(view(stage, "watcher").findings())
                    .extracting(each -> each.finding().fact())
                    .containsExactly(Fact.BASELINE_UNKNOWN);
        }
    }

    @Test
    void aNetworkOfHomesIsFamiliarADayAfterAClientCameFromThere() throws Exception {
        try (RouteStage stage = new RouteStage(ROUTES).start()) {
            stage.drive(
                    "receive-keepalive",
                    new FakeClient("office").exits(World.HOME, World.HOME).next());

            assertThat(stage.homes.familiar().at(stage.now.plus(Duration.ofDays(1))))
                    .containsExactly(new Asn(64500));
        }
    }
}
