package vpnsentinel.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import vpnsentinel.alert.AlertWiring;
import vpnsentinel.engine.RouteState;
import vpnsentinel.health.Part;
import vpnsentinel.home.Homes;
import vpnsentinel.settings.Half;
import vpnsentinel.settings.Settings;
import vpnsentinel.store.StoreState;
import vpnsentinel.store.Stores;

/** What the server says of its parts. */
class ServerStateTest {
    private static final EditedFiles FILES = new EditedFiles(RouteState.WHOLE, List.of(), List.of());

    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-22T08:00:00Z"));

    private Optional<String> noRoom = Optional.empty();

    private ServerState state() {
        Settings settings = Settings.read(Map.of("VPN_SENTINEL_API_KEY", "key"), Half.SERVER);
        AlertWiring alerts = new AlertWiring(
                settings,
                new AlertWiring.ServerContext("2.0.0", List::of, () -> "", Optional.empty(), Duration.ofSeconds(1)),
                AlertWiring.Books.of(Stores.none(), CLOCK),
                CLOCK);
        return new ServerState(
                settings,
                Homes.forgetful(settings),
                alerts,
                () -> new StoreState("", 0),
                () -> noRoom,
                () -> FILES,
                CLOCK);
    }

    @Test
    void healthSpeaksOfThePartsThatThereAreAndOfNoOther() {
        ServerState state = state();

        assertThat(state.health().parts().stream().map(part -> part.name().word()))
                .containsExactly("api", "store", "capacity", "home-line", "telegram", "routes", "templates");
    }

    @Test
    void whatKeepsNewClientsOutIsToldAndIsNoReasonForARestart() {
        noRoom = Optional.of("knows 2 clients and takes no more than 2");

        ServerState state = state();
        state.opened();

        assertThat(state.health().parts())
                .contains(Part.degraded(Part.Name.CAPACITY, "the server knows 2 clients and takes no more than 2"));
        assertThat(state.health().alive().status()).isEqualTo("degraded");
    }
}
