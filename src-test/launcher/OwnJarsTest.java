package launcher;

import static org.assertj.core.api.Assertions.assertThat;

import demo.Ports;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The product as it is installed, with a user's route for a component that is not shipped. */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class OwnJarsTest {
    private static final String KEY = "key-of-the-tests";
    private static final Duration TO_START = Duration.ofSeconds(60);
    private static final List<String> SHIPPED = List.of("target/vpn-sentinel.jar", "target/lib", "templates", "src");
    private static final String ROUTE = """
            - route:
                id: greet-visitor
                description: Greets whoever asks, by a component of the user's own.
                from:
                  uri: platform-http:/greeting
                  steps:
                    - to:
                        id: greet
                        uri: language:constant
                        parameters:
                          script: '"hello"'
            """;

    @TempDir
    Path folder;

    private final Ports ports = Ports.free();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private Process server;

    @BeforeEach
    void install() throws IOException {
        Files.copy(Path.of("sentinel"), folder.resolve("sentinel"), StandardCopyOption.COPY_ATTRIBUTES);
        Files.createDirectory(folder.resolve("target"));
        for (String shipped : SHIPPED) {
            Files.createSymbolicLink(folder.resolve(shipped), Path.of(shipped).toAbsolutePath());
        }
        Files.createDirectory(folder.resolve("lib"));
        Path routes = Files.createDirectory(folder.resolve("server-routes"));
        for (Path route : filesIn(Path.of("server-routes"))) {
            Files.copy(route, routes.resolve(route.getFileName()));
        }
        Files.writeString(routes.resolve("greet-visitor.camel.yaml"), ROUTE);
    }

    private static List<Path> filesIn(Path place) throws IOException {
        try (Stream<Path> files = Files.list(place)) {
            return files.toList();
        }
    }

    private void start() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(folder.resolve("sentinel").toString(), "server")
                .redirectOutput(folder.resolve("out").toFile())
                .redirectError(folder.resolve("err").toFile());
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("VPN_SENTINEL_") || name.startsWith("TELEGRAM_"));
        environment.putAll(ports.settings());
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put("VPN_SENTINEL_API_KEY", KEY);
        environment.put("VPN_SENTINEL_HOME", "none");
        environment.put(
                "VPN_SENTINEL_RESOLV_CONF", folder.resolve("resolv.conf").toString());
        server = builder.start();
    }

    @AfterEach
    void stop() throws Exception {
        server.destroy();
        if (!server.waitFor(10, TimeUnit.SECONDS)) {
            server.destroyForcibly();
        }
        for (String link : SHIPPED) {
            Files.delete(folder.resolve(link));
        }
    }

    @Test
    void aRouteUsesAComponentWhoseJarLiesInLib() throws Exception {
        for (Path jar : filesIn(Path.of("target/foreign-lib"))) {
            Files.copy(jar, folder.resolve("lib").resolve(jar.getFileName()));
        }

        start();

        HttpRequest question = HttpRequest.newBuilder(ports.api("/greeting"))
                .header("X-API-Key", KEY)
                .timeout(Duration.ofSeconds(5))
                .build();
        Awaitility.await().atMost(TO_START).ignoreExceptions().untilAsserted(() -> {
            HttpResponse<String> answer = http.send(question, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("\"hello\"");
        });
    }

    @Test
    void withoutTheJarTheRouteIsLeftOutAndTheComponentNamedWithThoseThatThereAre() throws Exception {
        start();

        Awaitility.await()
                .atMost(TO_START)
                .untilAsserted(() -> assertThat(Files.readString(folder.resolve("out")))
                        .contains("greet-visitor.camel.yaml:9: there is no component 'language'; there are bean, class,"
                                + " dashboard-http, direct, dns-echo, ")
                        .contains("others go as jars into lib/"));
    }
}
