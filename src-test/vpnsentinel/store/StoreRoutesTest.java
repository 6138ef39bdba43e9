package vpnsentinel.store;

import static org.assertj.core.api.Assertions.assertThat;

import demo.Dialect;
import demo.SimulatedClient;
import demo.Situation;
import demo.World;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import support.RunningServer;

/** The shipped routes keep-clients, keep-history, and forget-client in a server that runs. */
class StoreRoutesTest {
    @TempDir
    private Path folder;

    private final SimulatedClient tokyo =
            new SimulatedClient("tokyo", Dialect.EVIDENCE, Duration.ofHours(1), 1, Situation.behind(World.TOKYO));
    private AutoCloseable open = () -> {};

    private RunningServer server() throws Exception {
        RunningServer server = RunningServer.onStoppedClock(folder);
        open = server;
        RunningServer.await("the home line", () -> server.homeLineState().isEmpty());
        return server;
    }

    @BeforeEach
    @AfterEach
    void close() throws Exception {
        open.close();
    }

    private String ask(String question) throws SQLException {
        try (Connection look = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("data/sentinel.db"));
                Statement ask = look.createStatement();
                ResultSet row = ask.executeQuery(question)) {
            return row.next() ? row.getString(1) : "";
        }
    }

    @Test
    void whatSteadyKeepalivesChangeIsKeptSoon() throws Exception {
        RunningServer server = server();
        server.hears(tokyo);
        server.pass(Duration.ofSeconds(7));

        server.hears(tokyo);

        String seen = String.valueOf(server.now().toEpochMilli());
        RunningServer.await(
                "the last sign of life is kept",
                () -> ask("select last_seen from client where id = 'tokyo'").equals(seen));
    }

    @Test
    void howClientsAreIsSampled() throws Exception {
        RunningServer server = server();
        server.routes.edit("keep-history", "300000", "100");
        server.take();
        server.hears(tokyo);
        server.awaitStatus("tokyo", "green");

        server.pass(Duration.ofMinutes(5));

        RunningServer.await(
                "a sample",
                () -> ask("select green from history where client = 'tokyo' and step = 0")
                        .equals("300"));
    }

    @Test
    void aClientIsForgottenOnceAndWhoeverIsUnknownIsNot() throws Exception {
        RunningServer server = server();
        server.hears(tokyo);

        assertThat(forget(server, "{\"client\": \"tokyo\"}").status()).isEqualTo(200);
        assertThat(forget(server, "{\"client\": \"tokyo\"}").status()).isEqualTo(404);
        assertThat(forget(server, "{\"client\": \"<b>\"}").status()).isEqualTo(400);
        assertThat(forget(server, "nonsense").status()).isEqualTo(400);
        assertThat(server.client("tokyo").isMissingNode()).isTrue();
        RunningServer.await("no row is left", () -> ask("select id from client").isEmpty());
    }

    private static RunningServer.Answer forget(RunningServer server, String json) {
        var answer = server.send(HttpRequest.newBuilder(server.ports().api("/api/v1/clients/forget"))
                .header("X-API-Key", RunningServer.KEY)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)));
        return new RunningServer.Answer(answer.statusCode(), answer.body());
    }
}
