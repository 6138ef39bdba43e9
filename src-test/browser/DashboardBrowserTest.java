package browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import support.PageServer;
import vpnsentinel.dashboard.LogLine;
import vpnsentinel.dashboard.Samples;

/** What a person sees of the pages, in a real browser. Needs Chromium; pictures are left in {@code target/pictures}. */
@Tag("browser")
class DashboardBrowserTest {
    private static final Path PICTURES = Path.of("target", "pictures");

    @TempDir
    static Path profile;

    private static PageServer server;
    private static Chromium browser;

    @BeforeAll
    static void start() throws Exception {
        server = new PageServer();
        browser = Chromium.start(profile);
    }

    @AfterAll
    static void stop() {
        browser.close();
        server.close();
    }

    @BeforeEach
    void reset() {
        server.clients = Samples.fleet();
        server.facts = Samples.server();
        server.lines = Samples.log();
        browser.look(1280, 900, "light");
    }

    @AfterEach
    void theBrowserNeverComplains() {
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void theWorstIsSaidFirst() {
        browser.open(server.uri("/dashboard"));

        assertThat(browser.ask("document.querySelector('h1').innerText")).isEqualTo("1 client exposed");
        assertThat(browser.ask("document.title")).isEqualTo("■ 1 client exposed · VPN Sentinel");
        assertThat(browser.ask("[...document.querySelectorAll('.id')].map(e => e.innerText).join(' ')"))
                .isEqualTo("office-nas media-server torrent-box vpn-monitor-482910377261 backup living-room"
                        + " phone-gateway workshop");
    }

    @Test
    void everyStatusHasItsOwnWordsAndItsOwnShape() {
        browser.open(server.uri("/dashboard"));

        assertThat(browser.ask("[...document.querySelectorAll('.badge')].map(e => e.innerText.trim()).join('|')"))
                .isEqualTo(
                        "VPN Bypass Detected!|Silent|DNS Leak Detected|Address not seen yet|Secure|Secure|Secure|Stopped");
        assertThat(browser.ask("new Set([...document.querySelectorAll('.badge')].map(e =>"
                        + " e.querySelector('svg').innerHTML.trim())).size"))
                .isEqualTo("5");
    }

    @Test
    void theStyleSheetIsInForce() {
        browser.open(server.uri("/dashboard"));

        assertThat(browser.ask("getComputedStyle(document.querySelector('.verdict')).backgroundColor"))
                .isEqualTo("rgb(253, 236, 236)");
    }

    @ParameterizedTest
    @CsvSource({
        "/dashboard, 1280, light, desktop-light",
        "/dashboard, 1280, dark, desktop-dark",
        "/dashboard, 768, light, tablet-light",
        "/dashboard, 390, light, phone-light",
        "/dashboard, 390, dark, phone-dark",
        "/dashboard, 320, light, phone-small",
        "/logs, 1280, light, log-light",
        "/logs, 390, dark, log-phone-dark",
    })
    void nothingHangsOverTheEdge(String path, int width, String scheme, String name) throws Exception {
        browser.look(width, 900, scheme);
        browser.open(server.uri(path));
        browser.picture(PICTURES.resolve(name + ".png"));

        assertThat(browser.ask("document.documentElement.scrollWidth")).isEqualTo(String.valueOf(width));
    }

    @ParameterizedTest
    @CsvSource({"light", "dark"})
    void everyTextCanBeRead(String scheme) {
        server.facts = Samples.troubledServer();
        browser.look(1280, 900, scheme);

        browser.open(server.uri("/dashboard"));

        assertThat(browser.ask(Contrast.TOO_FAINT)).isEmpty();
    }

    @Test
    void onAPhoneEachFieldOfACardIsNamed() {
        browser.look(390, 844, "light");
        browser.open(server.uri("/dashboard"));

        assertThat(browser.ask("getComputedStyle(document.querySelector('td[data-label=DNS]'), '::before').content"))
                .isEqualTo("\"DNS\"");
        assertThat(browser.ask("getComputedStyle(document.querySelector('.client')).display"))
                .isEqualTo("block");
    }

    @Test
    void theFirstVisitSaysHowToBegin() throws Exception {
        server.clients = List.of();
        server.facts = Samples.troubledServer();

        browser.open(server.uri("/dashboard"));
        browser.picture(PICTURES.resolve("empty.png"));

        assertThat(browser.ask("document.querySelector('h1').innerText")).isEqualTo("No clients yet");
        assertThat(browser.ask("document.querySelector('pre').innerText")).contains("VPN_SENTINEL_URL=https://");
    }

    @Test
    void aCalmDayLooksCalm() throws Exception {
        server.clients = List.of(Samples.green("office-nas"), Samples.green("media-server"));

        browser.open(server.uri("/dashboard"));
        browser.picture(PICTURES.resolve("calm.png"));

        assertThat(browser.ask("document.querySelector('h1').innerText")).isEqualTo("All 2 clients protected");
    }

    @Test
    void thePageRenewsItselfWithoutAScript() {
        browser.open(server.uri("/dashboard"));
        server.clients = List.of(Samples.green("office-nas"));

        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() ->
                        browser.ask("document.querySelector('h1').innerText").equals("1 client protected"));
    }

    @Test
    void aLineOfTheLogIsTextAndNothingElse() {
        server.lines = List.of(new LogLine(
                Samples.NOW, LogLine.Level.WARN, "Demo", "<img src=x onerror=alert(1)><script>alert(2)</script>"));

        browser.open(server.uri("/logs?level=WARN"));

        assertThat(browser.ask("document.querySelector('.text').innerText")).startsWith("<img src=x");
        assertThat(browser.ask("document.querySelectorAll('img, script').length"))
                .isEqualTo("0");
        assertThat(browser.ask("document.querySelector('.filters [aria-current]').innerText"))
                .isEqualTo("Warnings");
    }
}
