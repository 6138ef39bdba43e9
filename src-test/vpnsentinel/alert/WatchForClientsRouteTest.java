package vpnsentinel.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Processor;
import org.apache.camel.component.timer.TimerEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.junit.jupiter.api.Test;
import vpnsentinel.engine.Placeholders;
import vpnsentinel.engine.RouteFolder;
import vpnsentinel.settings.Half;
import vpnsentinel.settings.Settings;

class WatchForClientsRouteTest {
    @Test
    void theUserSaysHowOftenClientsAreCounted() throws Exception {
        Settings settings = Settings.read(
                Map.of("VPN_SENTINEL_API_KEY", "k", "VPN_SENTINEL_SERVER_CHECK_INTERVAL_MINUTES", "7"), Half.SERVER);
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            Placeholders.install(context, settings.placeholders());
            context.getRegistry().bind("watch-for-clients", Processor.class, (Processor) exchange -> {});
            RouteFolder folder = new RouteFolder(Path.of("server-routes"));
            Map<String, String> files = new HashMap<>(folder.look().texts());
            files.keySet().retainAll(Set.of("watch-for-clients.camel.yaml"));

            PluginHelper.getRoutesLoader(context).loadRoutes(folder.resources(files));
            context.start();

            assertThat(context.getRoute("watch-for-clients").getEndpoint())
                    .isInstanceOfSatisfying(
                            TimerEndpoint.class,
                            timer -> assertThat(Duration.ofMillis(timer.getPeriod()))
                                    .isEqualTo(Duration.ofMinutes(7)));
        }
    }
}
