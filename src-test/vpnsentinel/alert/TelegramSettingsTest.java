package vpnsentinel.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import demo.BotApi;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import support.Rig;
import vpnsentinel.fleet.Status;
import vpnsentinel.fleet.Transition;
import vpnsentinel.settings.Half;
import vpnsentinel.settings.Settings;

/** Each setting of messages does what it says. */
class TelegramSettingsTest {
    private static final Duration SOON = Duration.ofSeconds(15);

    @TempDir
    private Path folder;

    private final BotApi api = BotApi.start(0, Rig.CHAT, "-100123");

    @AfterEach
    void stop() {
        api.close();
    }

    private static Map<String, String> only(Map<String, String> telegram, BotApi api) {
        Map<String, String> environment = Rig.environment(api, Map.of());
        environment.keySet().removeIf(name -> name.startsWith("TELEGRAM_"));
        environment.putAll(telegram);
        return environment;
    }

    @ParameterizedTest(name = "enabled={0} token={1} chats={2}: on={3}")
    @CsvSource({
        ",      1:t, 1, true",
        ",      1:t,  , false",
        ",         , 1, false",
        ",         ,  , false",
        "false, 1:t, 1, false",
        "true,  1:t, 1, true",
    })
    void telegramIsOnWhenItIsSwitchedOnOrHasAllItNeeds(String enabled, String token, String chats, boolean on) {
        Map<String, String> environment = new HashMap<>(Map.of("VPN_SENTINEL_API_KEY", "key-for-tests"));
        environment.put("VPN_SENTINEL_TELEGRAM_ENABLED", enabled == null ? "" : enabled);
        environment.put("VPN_SENTINEL_TELEGRAM_BOT_TOKEN", token == null ? "" : token);
        environment.put("VPN_SENTINEL_TELEGRAM_CHAT_ID", chats == null ? "" : chats);

        assertThat(Settings.read(environment, Half.SERVER).usesTelegram()).isEqualTo(on);
    }

    @Test
    void bothNamesOfTokenAndChatReachTheBot() throws Exception {
        Map<String, String> environment = only(
                Map.of("VPN_SENTINEL_TELEGRAM_BOT_TOKEN", BotApi.TOKEN, "VPN_SENTINEL_TELEGRAM_CHAT_ID", "-100123:7"),
                api);
        try (Rig rig = Rig.start(folder, environment)) {
            rig.serverStarted();

            await().atMost(SOON).until(() -> api.sent().size() == 1);
            assertThat(api.sent().get(0).topic()).contains(7L);
        }
    }

    @ParameterizedTest
    @CsvSource({"VPN_SENTINEL_TELEGRAM_ENABLED, false", "TELEGRAM_BOT_TOKEN, ''", "TELEGRAM_CHAT_ID, ''"})
    void whileTelegramIsOffTheServerStartsAndNobodyIsCalled(String name, String value) throws Exception {
        try (Rig rig = Rig.start(folder, Rig.environment(api, Map.of(name, value)))) {
            rig.serverStarted();

            assertThat(rig.context()
                            .getRouteController()
                            .getRouteStatus("send-telegram")
                            .isStarted())
                    .isFalse();
            assertThat(rig.context()
                            .getRouteController()
                            .getRouteStatus("answer-command")
                            .isStarted())
                    .isFalse();
            assertThat(rig.alerts.state().words()).isEqualTo("off");
            assertThat(rig.alerts.waiting()).isZero();
            assertThat(rig.alerts.tally().of(Tally.What.KEPT)).isEqualTo(1);
        }
        for (String method : new String[] {"getMe", "getUpdates", "sendMessage"}) {
            assertThat(api.calls(method)).as(method).isZero();
        }
    }

    @Test
    void aWrongTokenIsShownAndStopsNothing() throws Exception {
        try (Rig rig = Rig.start(folder, Rig.environment(api, Map.of("TELEGRAM_BOT_TOKEN", "1:wrong")))) {
            rig.serverStarted();

            await().atMost(SOON).until(() -> rig.alerts.state().words().endsWith("Not Found"));
            assertThat(rig.alerts.waiting()).isEqualTo(1);
        }
    }

    @Test
    void theApiUrlMayHaveAPath() throws Exception {
        Map<String, String> environment =
                Rig.environment(api, Map.of("VPN_SENTINEL_TELEGRAM_API_URL", api.url() + "/"));
        try (Rig rig = Rig.start(folder, environment)) {
            rig.serverStarted();

            await().atMost(SOON).until(() -> api.sent().size() == 1);
        }
    }

    @ParameterizedTest(name = "VPN_SENTINEL_NOTIFY_EXIT={0}: within={1}, elsewhere={2}")
    @CsvSource({"network, false, true", "any, true, true", "off, false, false", "'', false, true"})
    void movesOfAnExitAreToldAsTheUserWishes(String choice, boolean within, boolean elsewhere) throws Exception {
        Map<String, String> environment = Rig.environment(api, Map.of("VPN_SENTINEL_NOTIFY_EXIT", choice));
        try (Rig rig = Rig.start(folder, environment)) {
            rig.raise(moved("203.0.113.99", 64500, "CH"));
            assertThat(rig.alerts.tally().of(Tally.What.KEPT)).isEqualTo(within ? 0 : 1);

            rig.raise(moved("192.0.2.77", 64511, "SE"));
            assertThat(rig.alerts.tally().of(Tally.What.KEPT)).isEqualTo((within ? 0 : 1) + (elsewhere ? 0 : 1));
        }
    }

    private static Transition moved(String exit, long asn, String country) {
        return Sights.of("office", Status.GREEN)
                .at(exit, asn, country)
                .after(Transition.Kind.EXIT_MOVED, Status.GREEN, Duration.ofHours(1));
    }

    @ParameterizedTest
    @CsvSource({
        "Europe/Zurich, 2026-11-22 09:30:15 CET",
        "Asia/Tokyo, 2026-11-22 17:30:15 JST",
        "'', 2026-11-22 08:30:15 UTC"
    })
    void timesAreInTheUsersZone(String zone, String time) throws Exception {
        try (Rig rig = Rig.start(folder, Rig.environment(api, Map.of("TZ", zone)))) {
            rig.raise(new News.NoClients(Sights.NOW.plusSeconds(900), Sights.NOW));

            await().atMost(SOON).until(() -> api.sent().size() == 1);
            assertThat(api.texts().get(0)).contains("since " + time + ".");
        }
    }
}
