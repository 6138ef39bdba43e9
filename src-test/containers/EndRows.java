package containers;

import static containers.Row.of;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Stops, and what outlives them. */
final class EndRows {
    private EndRows() {}

    static List<Row> all() {
        return List.of(
                of("stop", 40, "`docker stop` of either half takes less than 5 s, and is one in order", EndRows::stop),
                of(
                        "down-and-up",
                        90,
                        "`docker compose down` and `up`: the same client id, the home line and the key known as before",
                        EndRows::downAndUp));
    }

    private static String stop(House house) {
        StringBuilder remark = new StringBuilder();
        for (String service : List.of("client", "server")) {
            String id = house.id(service);
            Instant begin = Instant.now();
            house.type("docker stop " + id);
            Duration took = Duration.between(begin, Instant.now());
            String code = house.inspect(service, "{{.State.ExitCode}}");
            if (took.toSeconds() >= 5 || code.equals("137")) {
                throw new AssertionError(service + " took " + took.toMillis() + " ms, and ended with code " + code);
            }
            remark.append(service).append(' ').append(took.toMillis()).append(" ms ");
        }
        house.type("docker compose --profile vpn up -d");
        house.awaitStatus("green", Duration.ofSeconds(60));
        return remark.toString().strip();
    }

    private static String downAndUp(House house) {
        String id = house.clientId();
        String key = house.key();
        house.type("docker compose --profile vpn down");
        house.type("docker compose --profile vpn up -d");
        Instant begin = Instant.now();
        house.awaitStatus("green", Duration.ofSeconds(60));
        String remark = "green after " + Duration.between(begin, Instant.now()).toSeconds() + " s";
        String again = house.clientId();
        String other = house.type("docker compose run --rm sentinel key");
        if (!again.equals(id) || !other.contains(key)) {
            throw new AssertionError("the client is " + again + " instead of " + id + ", or the key is another one");
        }
        String home = house.type("docker compose run --rm sentinel home list");
        String line = house.world().variable("HOME_V4");
        if (!home.contains(line)) {
            throw new AssertionError("the home line " + line + " is not known: " + home);
        }
        return remark;
    }
}
