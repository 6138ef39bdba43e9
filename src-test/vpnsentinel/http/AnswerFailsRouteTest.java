package vpnsentinel.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import support.PageServer;

/** What the routes that answer do when a step of them fails: an honest answer of the kind that was asked for. */
class AnswerFailsRouteTest {
    @ParameterizedTest
    @CsvSource({
        "/dashboard, text/html",
        "/logs, text/html",
        "/api/v1/status, application/json",
        "/api/v1/clients, application/json",
        "/api/v1/health, application/json",
        "/health, application/json",
        "/health/ready, application/json",
        "/metrics, application/json",
    })
    void aFailureIsToldWithoutItsDetails(String path, String type) throws Exception {
        try (PageServer server = new PageServer()) {
            server.breakEverything();

            HttpResponse<String> answer = server.get(path);

            assertThat(answer.statusCode()).isEqualTo(500);
            assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith(type);
            assertThat(answer.body()).isNotBlank().doesNotContain("on purpose", "Exception");
        }
    }

    @Test
    void theStyleSheetNeedsNothingOfTheServer() throws Exception {
        try (PageServer server = new PageServer()) {
            server.breakEverything();

            assertThat(server.get("/dashboard/sentinel.css").statusCode()).isEqualTo(200);
        }
    }
}
