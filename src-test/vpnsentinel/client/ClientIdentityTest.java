package vpnsentinel.client;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;
import vpnsentinel.settings.Half;
import vpnsentinel.settings.Settings;

class ClientIdentityTest {
    @TempDir
    Path folder;

    @Test
    void aMadeIdIsKeptAcrossRestarts() {
        ClientIdentity first = of("", folder.resolve("data"));
        ClientIdentity second = of("", folder.resolve("data"));

        assertThat(first.id()).matches("vpn-monitor-\\d{12}");
        assertThat(second.id()).isEqualTo(first.id());
        assertThat(second.boot()).isNotEqualTo(first.boot());
    }

    @Test
    void aGivenIdIsTakenAndMadeAcceptable() {
        assertThat(of("Office.VPN_1", folder).id()).isEqualTo("Office.VPN_1");
        assertThat(of("Büro VPN!", folder).id()).isEqualTo("b-ro-vpn");
        assertThat(of("!!!", folder).id()).matches("vpn-monitor-\\d{12}");
    }

    @Test
    void aNameThatChangesIsSaid() {
        List<String> said = said(() -> {
            of("Büro VPN!", folder);
            of("!!!", folder);
            of("plain", folder);
        });

        assertThat(said).hasSize(2);
        assertThat(said.get(0))
                .startsWith("client id changed to one that servers accept given=\"Büro VPN!\" used=\"b-ro-vpn\"")
                .contains("give no other client a name that becomes the same");
        assertThat(said.get(1)).contains("given=\"!!!\" used=\"vpn-monitor-");
    }

    /** The warnings during the action. */
    private static List<String> said(Runnable action) {
        Logger log = (Logger) LoggerFactory.getLogger(ClientIdentity.class);
        ListAppender<ILoggingEvent> appender = new ListAppender<>();
        appender.start();
        log.addAppender(appender);
        try {
            action.run();
        } finally {
            log.detachAppender(appender);
        }
        return appender.list.stream()
                .filter(event -> event.getLevel() == Level.WARN)
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    @Test
    void aSpoiltFileIsReplaced() throws IOException {
        Files.writeString(folder.resolve("client-id"), "no id at all !\n");

        ClientIdentity made = of("", folder);

        assertThat(made.id()).matches("vpn-monitor-\\d{12}");
        assertThat(folder.resolve("client-id")).hasContent(made.id());
    }

    @Test
    void aFolderThatCannotBeWrittenCostsTheIdButNotTheClient() throws IOException {
        Path file = Files.writeString(folder.resolve("in-the-way"), "a file, no folder");

        assertThat(of("", file).id()).matches("vpn-monitor-\\d{12}");
    }

    @Test
    void roleAndSiteComeFromTheSettings() {
        Map<String, String> environment = new HashMap<>(Map.of(
                "VPN_SENTINEL_API_KEY", "key-for-tests",
                "VPN_SENTINEL_URL", "http://sentinel.test:5000",
                "VPN_SENTINEL_CLIENT_ID", "watcher"));
        ClientIdentity plain = ClientIdentity.of(Settings.read(environment, Half.CLIENT));
        environment.put("VPN_SENTINEL_ROLE", "baseline");
        environment.put("VPN_SENTINEL_SITE", "The Cabin");

        ClientIdentity companion = ClientIdentity.of(Settings.read(environment, Half.CLIENT));

        assertThat(plain.companion()).isFalse();
        assertThat(plain.site()).isEmpty();
        assertThat(companion.companion()).isTrue();
        assertThat(companion.site()).isEqualTo("the-cabin");
    }

    @ParameterizedTest
    @CsvSource({
        "http://sentinel.test:5000, true",
        "https://localhost, true",
        "http://192.0.2.1:5000, false",
        "http://[2001:db8::1]:5000, false"
    })
    void aServerThatIsNamedIsFollowed(String url, boolean follows) {
        Map<String, String> environment =
                Map.of("VPN_SENTINEL_API_KEY", "test", "VPN_SENTINEL_URL", url, "VPN_SENTINEL_CLIENT_ID", "watcher");

        assertThat(ClientIdentity.of(Settings.read(environment, Half.CLIENT)).followsName())
                .isEqualTo(follows);
    }

    private static ClientIdentity of(String id, Path data) {
        Map<String, String> environment = new HashMap<>();
        environment.put("VPN_SENTINEL_API_KEY", "key-for-tests");
        environment.put("VPN_SENTINEL_URL", "http://sentinel.test:5000");
        environment.put("VPN_SENTINEL_CLIENT_ID", id);
        environment.put("VPN_SENTINEL_DATA_DIR", data.toString());
        return ClientIdentity.of(Settings.read(environment, Half.CLIENT));
    }
}
