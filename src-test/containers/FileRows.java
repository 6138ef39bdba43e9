package containers;

import static containers.Row.of;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;

/** Edits of routes in the folders that are mounted, while everything runs. */
final class FileRows {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String OVERLAY = "docker/overlay/server-routes/show-status.camel.yaml";

    private FileRows() {}

    static List<Row> all() {
        return List.of(
                of(
                        "route-edited",
                        30,
                        "a copy of a route with an edit, in the overlay: in force while it runs",
                        FileRows::edited),
                of(
                        "route-broken",
                        45,
                        "the copy is broken: what ran goes on, and log and health name file and reason; removed: as shipped",
                        FileRows::broken));
    }

    private static String edited(House house) throws IOException {
        String shipped = Files.readString(house.file("server-routes/show-status.camel.yaml"));
        String edited = shipped.replaceFirst(
                "(?m)^( *)steps:\n",
                "$1steps:\n$1  - setHeader:\n$1      id: mark\n"
                        + "$1      name: X-Edited\n$1      expression:\n$1        constant:\n$1          expression: here\n$1  - log:\n"
                        + "$1      id: say-so\n$1      message: the edited route runs\n");
        House.write(house.file(OVERLAY), edited, false);
        House.await(
                SOON,
                () -> {
                    house.client();
                    return house.log("server").contains("the edited route runs");
                },
                () -> "the edit is not in force: " + House.end(house.log("server")));
        return "";
    }

    private static String broken(House house) {
        House.write(house.file(OVERLAY), "- route:\n    id: show-status\n    from: {uri: nowhere}\n", false);
        House.await(
                SOON,
                () -> house.get("http://127.0.0.1:8081/health").contains("show-status"),
                () -> "health says nothing of it: " + house.get("http://127.0.0.1:8081/health"));
        house.awaitLog("server", "show-status.camel.yaml", SOON);
        if (!house.get("http://127.0.0.1:5000/api/v1/status").startsWith("200 ")) {
            throw new AssertionError("the route that ran is gone");
        }
        house.type("rm " + OVERLAY);
        House.await(
                SOON,
                () -> !house.get("http://127.0.0.1:8081/health").contains("show-status"),
                () -> "health still complains: " + house.get("http://127.0.0.1:8081/health"));
        return "";
    }
}
