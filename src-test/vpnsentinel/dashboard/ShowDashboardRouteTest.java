package vpnsentinel.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import support.PageServer;
import vpnsentinel.fleet.Colour;
import vpnsentinel.fleet.Status;
import vpnsentinel.network.Fact;

/** The routes show-dashboard, show-start, show-file, and page-failed, as shipped, behind a real listener. */
class ShowDashboardRouteTest {
    private static PageServer server;

    @BeforeAll
    static void start() throws Exception {
        server = new PageServer();
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @BeforeEach
    void reset() {
        server.clients = Samples.fleet();
        server.facts = Samples.server();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/dashboard", "/dashboard/"})
    void theDashboardAnswersWithAndWithoutSlash(String path) throws Exception {
        HttpResponse<String> page = server.get(path);

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
        assertThat(page.body())
                .contains("<h1 id=\"verdict\">1 client exposed</h1>", "São Paulo", "VPN Bypass Detected!");
    }

    @Test
    void manyClientsComeInParts() throws Exception {
        server.clients = IntStream.range(0, 450)
                .mapToObj(n -> Samples.client("client-" + n, Status.GREEN, Colour.GREEN, List.of()))
                .toList();

        String first = server.get("/dashboard").body();
        String last = server.get("/dashboard?page=3").body();

        assertThat(first.split("<tbody", -1)).hasSize(201);
        assertThat(first)
                .contains("Part 1 of 3, 450 clients", "href=\"/dashboard?page=2\"", "href=\"/dashboard?pause=1\"");
        assertThat(last.split("<tbody", -1)).hasSize(51);
        assertThat(last).contains("href=\"/dashboard?page=2\"", "href=\"/dashboard?page=3&amp;pause=1\"");
        for (String beyond : List.of("9", "999999", "0", "-1", "x", "99999999999")) {
            assertThat(server.get("/dashboard?page=" + beyond).body()).contains(" of 3, 450 clients");
        }
        assertThat(server.get("/dashboard?page=2&pause=1").body())
                .contains("href=\"/dashboard?page=3&amp;pause=1\"", ">Resume<");
    }

    @Test
    void everyPageForbidsWhatItDoesNotNeed() throws Exception {
        HttpResponse<String> page = server.get("/dashboard");

        assertThat(header(page, "Content-Security-Policy"))
                .startsWith("default-src 'none'; style-src 'self'; img-src 'self' data:")
                .doesNotContain("unsafe");
        assertThat(header(page, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(page, "X-Frame-Options")).isEqualTo("DENY");
        assertThat(header(page, "Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(header(page, "Cache-Control")).isEqualTo("no-store");
        assertThat(page.body()).doesNotContain("<script", "style=", "http://", "https://");
    }

    @Test
    void noHeaderOfTheRequestIsSentBack() throws Exception {
        HttpResponse<String> page = server.get("/dashboard?pause=1");

        assertThat(page.headers().map()).doesNotContainKeys("x-marker", "X-Marker", "pause", "user-agent");
    }

    @Test
    void aHeadRequestGetsTheHeadersOnly() throws Exception {
        HttpResponse<String> page = server.send("HEAD", "/dashboard");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).isEmpty();
    }

    @Test
    void anotherMethodIsRefused() throws Exception {
        HttpResponse<String> page = server.send("POST", "/dashboard");

        assertThat(page.statusCode()).isEqualTo(405);
        assertThat(header(page, "Allow")).contains("GET");
    }

    @Test
    void thePageRenewsItselfUntilItIsPaused() throws Exception {
        assertThat(server.get("/dashboard").body()).contains("http-equiv=\"refresh\" content=\"5\"", ">Pause</a>");
        assertThat(server.get("/dashboard?pause=1").body())
                .doesNotContain("http-equiv=\"refresh\"")
                .contains(">Resume</a>");
    }

    @Test
    void hostileValuesAreShownAndNeverRun() throws Exception {
        String hostile = "<script>alert(1)</script>${7*7}<#assign x=1>\"'";
        server.clients = List.of(Samples.at(
                hostile,
                Status.YELLOW,
                Colour.YELLOW,
                List.of(Samples.finding(Colour.YELLOW, Fact.DNS_LEAK, hostile)),
                "198.51.100.9",
                hostile,
                "CH",
                hostile,
                hostile));

        String page = server.get("/dashboard").body();

        assertThat(page)
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;${7*7}&lt;#assign x=1&gt;&quot;&#39;")
                .doesNotContain("<script", ">49<");
    }

    @Test
    void aServerWithoutClientsSaysHowToConnectTheFirst() throws Exception {
        server.clients = List.of();
        server.facts = Samples.troubledServer();

        String page = server.get("/dashboard").body();

        assertThat(page)
                .contains("No clients yet", "Connect the first client", "https://&lt;this server&gt;:5443")
                .contains("/api/v2/keepalive");
    }

    @Test
    void troubleOfTheServerIsShownWithFileLineAndReason() throws Exception {
        server.facts = Samples.troubledServer();

        assertThat(server.get("/dashboard").body())
                .contains("colour-finding.camel.yaml:14: unknown option perriod=1000")
                .contains("The home line is unknown", "HTTP 401: the token is not valid", "Two clients sit on");
    }

    @Test
    void theRootLeadsToTheDashboard() throws Exception {
        HttpResponse<String> answer = server.get("/");

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(header(answer, "Location")).isEqualTo("/dashboard");
    }

    @Test
    void styleSheetAndIconAreServedWithTheirTypes() throws Exception {
        HttpResponse<String> sheet = server.get("/dashboard/sentinel.css");

        assertThat(header(sheet, "Content-Type")).isEqualTo("text/css; charset=utf-8");
        assertThat(header(sheet, "Cache-Control")).isEqualTo("private, max-age=60");
        assertThat(sheet.body()).isEqualTo(Files.readString(Path.of("templates/dashboard/sentinel.css")));
        assertThat(header(server.get("/dashboard/icon.svg"), "Content-Type")).startsWith("image/svg+xml");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/dashboard/dashboard.ftlh",
                "/dashboard/..%2f..%2fpom.xml",
                "/dashboard/..%2fsecret.css",
                "/dashboard/none.css",
                "/dashboard/Sentinel.css"
            })
    void noOtherFileIsServed(String path) throws Exception {
        HttpResponse<String> answer = server.get(path);

        assertThat(answer.statusCode()).isEqualTo(404);
    }

    @Test
    void aBrokenTemplateIsAPageThatSaysSo(@TempDir Path templates) throws Exception {
        Path folder = Files.createDirectory(templates.resolve("dashboard"));
        try (var files = Files.list(Path.of("templates/dashboard"))) {
            for (Path file : files.toList()) {
                Files.copy(file, folder.resolve(file.getFileName().toString()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Files.writeString(folder.resolve("layout.ftlh"), "<#macro page>${broken");
        try (PageServer edited = new PageServer(templates)) {
            HttpResponse<String> answer = edited.get("/dashboard");

            assertThat(answer.statusCode()).isEqualTo(500);
            assertThat(answer.body()).contains("This page could not be made").doesNotContain("freemarker", "Exception");
            assertThat(header(answer, "Content-Security-Policy")).startsWith("default-src 'none'");
        }
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }
}
