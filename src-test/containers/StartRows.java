package containers;

import static containers.Row.of;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The way from a fresh clone to a protected client. */
final class StartRows {
    private static final Duration TO_START = Duration.ofSeconds(60);

    private static final String HEALTH = "{{if .State.Health}}{{.State.Health.Status}}{{else}}none{{end}}";

    private StartRows() {}

    static List<Row> all() {
        return List.of(
                of(
                                "quick-start",
                                420,
                                "a fresh clone, `cp .env.example .env`, `docker compose up -d`: the server is built,"
                                        + " answers, and its dashboard says how a client comes to it",
                                StartRows::quickStart)
                        .needed(),
                of(
                        "wrong-setting",
                        60,
                        "a port that is none: said in one line, without a crash loop",
                        StartRows::wrongSetting),
                of(
                                "client-first",
                                90,
                                "client and VPN without a server, on new volumes: the client waits for the key, and says so",
                                StartRows::clientFirst)
                        .needed(),
                of(
                                "green",
                                90,
                                "`docker compose --profile vpn up -d`: the client is green on the dashboard and in Telegram",
                                StartRows::green)
                        .needed(),
                of("healthy", 90, "Docker's own health checks of both find them healthy", StartRows::healthy),
                of("check", 60, "`docker compose run --rm sentinel check`: everything works", StartRows::check));
    }

    private static String quickStart(House house) {
        house.type("cp .env.example .env");
        house.trustAuthority(); // of the laboratory's internet; in the real one, Java knows who is to be trusted
        house.type("docker compose up -d");
        Instant up = Instant.now();
        awaitStart(house);
        String after = Duration.between(up, Instant.now()).toSeconds() + " s";
        String page = house.get("http://127.0.0.1:8080/dashboard");
        if (!page.startsWith("200 ") || !page.contains("VPN_SENTINEL_URL")) {
            throw new AssertionError("the dashboard does not say how a client comes to it: " + page);
        }
        return "there " + after + " after its start";
    }

    private static void awaitStart(House house) {
        House.await(
                TO_START,
                () -> house.get("http://127.0.0.1:8081/health/startup").startsWith("200 "),
                () -> "the server does not start: " + House.end(house.log("server")));
    }

    private static String wrongSetting(House house) {
        house.type("cp .env right.env");
        house.set("VPN_SENTINEL_SERVER_API_PORT", "five-thousand");
        house.type("docker compose up -d");
        House.await(
                TO_START,
                () -> house.log("server").contains("VPN_SENTINEL_SERVER_API_PORT"),
                () -> "nothing is said of the setting: " + House.end(house.log("server")));
        lab.net.Pause.of(Duration.ofSeconds(12)); // a loop would be in its fifth turn by then
        int starts = Integer.parseInt(house.inspect("server", "{{.RestartCount}}"));
        long said = house.log("server")
                .lines()
                .filter(line -> line.contains("VPN_SENTINEL_SERVER_API_PORT"))
                .count();
        house.type("mv right.env .env");
        house.type("docker compose up -d");
        awaitStart(house);
        if (starts > 3 || said > 4) {
            throw new AssertionError("started again " + starts + " times in 12 s, said " + said + " times");
        }
        return "started again " + starts + " times; there after it was mended";
    }

    private static String clientFirst(House house) {
        house.type("docker compose down -v");
        house.subscribeToVpn();
        house.set("TELEGRAM_BOT_TOKEN", demo.BotApi.TOKEN);
        house.set("TELEGRAM_CHAT_ID", "1001");
        house.type("docker compose --profile vpn up -d --no-deps vpn client");
        house.awaitLog("client", "waiting for its file", TO_START);
        lab.net.Pause.of(Duration.ofSeconds(3));
        String state = house.inspect("client", "{{.State.Status}} {{.RestartCount}}");
        if (!state.equals("running 0")) {
            throw new AssertionError("the client does not stay: " + state);
        }
        return "";
    }

    private static String green(House house) {
        Instant begin = Instant.now();
        house.type("docker compose --profile vpn up -d");
        awaitStart(house);
        house.key();
        house.awaitStatus("green", TO_START);
        String page = house.get("http://127.0.0.1:8080/dashboard");
        if (!page.startsWith("200 ") || !page.contains(house.clientId()) || !page.contains("Secure")) {
            throw new AssertionError("the dashboard does not show a protected client");
        }
        house.awaitMessage(begin, "is protected", TO_START);
        return house.clientId() + " shows " + house.client().path("ip").asText();
    }

    /** The first check comes a minute after the start. */
    private static String healthy(House house) {
        for (String service : List.of("server", "client")) {
            House.await(
                    Duration.ofSeconds(80),
                    () -> house.inspect(service, HEALTH).equals("healthy"),
                    () -> service + " is " + house.inspect(service, HEALTH) + ": "
                            + house.inspect(service, "{{json .State.Health}}"));
        }
        return "";
    }

    private static String check(House house) {
        Command.Done done = house.tries("docker compose run --rm sentinel check");
        if (done.code() != 0) {
            throw new AssertionError("exit code " + done.code() + ": " + done.text());
        }
        return done.text().lines().reduce((first, second) -> second).orElse("").strip();
    }
}
