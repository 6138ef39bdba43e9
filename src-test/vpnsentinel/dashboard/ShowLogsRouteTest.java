package vpnsentinel.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import support.PageServer;

/** The route show-logs, as shipped, behind a real listener. */
class ShowLogsRouteTest {
    private static PageServer server;

    @BeforeAll
    static void start() throws Exception {
        server = new PageServer();
        server.lines = Samples.log();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/logs", "/logs/", "/logs?level=", "/logs?level=nonsense"})
    void allLinesAreShownTheLatestFirst(String path) throws Exception {
        String page = server.get(path).body();

        assertThat(page).containsSubsequence("message not sent", "status changed", "edit refused", "server started");
    }

    @Test
    void aLevelLeavesOutWhatMattersLess() throws Exception {
        String page = server.get("/logs?level=WARN").body();

        assertThat(page).contains("message not sent", "edit refused").doesNotContain("status changed");
        assertThat(page).contains("href=\"/logs?level=WARN\" aria-current=\"true\"");
    }

    @Test
    void aPauseKeepsTheLevel() throws Exception {
        assertThat(server.get("/logs?level=WARN").body()).contains("href=\"/logs?level=WARN&amp;pause=1\"");
    }

    @Test
    void aHostileLineIsText() throws Exception {
        try (PageServer own = new PageServer()) {
            own.lines = List.of(new LogLine(
                    Samples.NOW,
                    LogLine.Level.INFO,
                    "<b>x</b>",
                    "${\"freemarker.template.utility.Execute\"?new()(\"id\")}<i>"));

            assertThat(own.get("/logs").body())
                    .contains("${&quot;freemarker.template.utility.Execute&quot;?new()(&quot;id&quot;)}&lt;i&gt;")
                    .contains("&lt;b&gt;x&lt;/b&gt;");
        }
    }
}
