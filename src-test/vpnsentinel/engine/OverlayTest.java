package vpnsentinel.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import support.RunningServer;

/** Files of the user's own on top of the shipped ones, and routes that a setting switches off. */
class OverlayTest {
    @TempDir
    Path folder;

    private RunningServer server;
    private Path routes;
    private Path templates;

    @BeforeEach
    void start() throws Exception {
        routes = folder.resolve("mine/server-routes");
        templates = folder.resolve("words");
        server = RunningServer.onStoppedClock(
                folder,
                "VPN_SENTINEL_ROUTES_OVERLAY=" + folder.resolve("mine"),
                "VPN_SENTINEL_TEMPLATES_OVERLAY=" + templates,
                "VPN_SENTINEL_ROUTES_OFF=list-clients, watch-for-client");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Path onTop(String stem) throws Exception {
        Files.createDirectories(routes);
        return routes.resolve(stem + ".camel.yaml");
    }

    @Test
    void onlyWhatLiesOnTopReplacesAndAdds() throws Exception {
        assertThat(server.dashboard()).contains("VPN_SENTINEL_ROUTES_OVERLAY", "VPN_SENTINEL_TEMPLATES_OVERLAY");

        Files.writeString(
                onTop("show-status"), server.routes.read("show-status").replace("/status", "/state"));
        Files.writeString(
                onTop("show-more"),
                server.routes
                        .read("show-openapi")
                        .replace("show-openapi", "show-more")
                        .replace("openapi.json", "more"));
        server.take();
        assertThat(server.refusal()).isEmpty();
        assertThat(server.api("/state").status()).isEqualTo(200);
        assertThat(server.api("/more").status()).isEqualTo(200);
        assertThat(server.api("/openapi.json").status()).isEqualTo(200);
        assertThat(server.dashboard()).doesNotContain("VPN_SENTINEL_ROUTES_OVERLAY");

        Files.writeString(onTop("show-status"), "- route:\n    from: [\n");
        server.take();
        assertThat(server.refusal()).startsWith("edit refused: server-routes/show-status.camel.yaml:2: ");
        assertThat(server.api("/state").status()).isEqualTo(200);

        Files.delete(onTop("show-status"));
        server.take();
        assertThat(server.refusal()).isEmpty();
        assertThat(server.api("/status").status()).isEqualTo(200);
        assertThat(server.api("/state").status()).isEqualTo(404);
    }

    @Test
    void aTemplateOnTopReplacesTheShippedOneUntilItIsGone() throws Exception {
        Files.createDirectories(templates.resolve("dashboard"));
        Path page = Files.writeString(templates.resolve("dashboard/dashboard.ftlh"), "my own page");
        Files.writeString(templates.resolve("dashboard/sentinel.css"), "body {}");
        server.take();
        RunningServer.await("the page", () -> server.dashboard().equals("my own page"));
        assertThat(server.get(server.ports().dashboard("/dashboard/sentinel.css"))
                        .body())
                .isEqualTo("body {}");

        Files.writeString(page, "<#if broken>");
        server.take();
        RunningServer.await("the fault", () -> server.trouble("templates").contains("words/dashboard/dashboard.ftlh"));
        assertThat(server.dashboard()).isEqualTo("my own page");

        Files.delete(page);
        RunningServer.await("the shipped page", () -> server.dashboard().contains("</html>"));
        server.take();
        assertThat(server.trouble("templates")).isEmpty();
    }

    @Test
    void aSettingSwitchesARouteOffAndAnUnknownIdIsNamed() {
        assertThat(server.api("/clients").status()).isEqualTo(404);
        assertThat(server.refusal()).isEmpty();
        assertThat(server.dashboard())
                .contains("VPN_SENTINEL_ROUTES_OFF names &#39;watch-for-client&#39;")
                .contains("did you mean &#39;watch-for-clients&#39;");
    }
}
