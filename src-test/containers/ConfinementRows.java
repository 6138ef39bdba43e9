package containers;

import static containers.Row.of;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What the containers may do, seen from the host: the kernel's own files, and what the daemon says. */
final class ConfinementRows {
    private static final List<String> HALVES = List.of("server", "client");
    /** What is no place to keep anything: the kernel's own, and shared memory, which is the container's alone. */
    private static final List<String> PSEUDO = List.of("/proc", "/sys", "/dev");

    private ConfinementRows() {}

    static List<Row> all() {
        return List.of(
                of(
                        "confined",
                        30,
                        "every process is no root, without capabilities or a way to new ones",
                        ConfinementRows::processes),
                of("writable", 30, "nothing can be written but the volumes", ConfinementRows::writable),
                of("ports", 30, "no port is open but the declared ones", ConfinementRows::ports),
                of(
                        "environment",
                        30,
                        "each container has its own settings, and nobody else's secrets",
                        ConfinementRows::environment));
    }

    private static String processes(House house) {
        int count = 0;
        for (String service : HALVES) {
            List<Path> all = processes(house.id(service));
            count += all.size();
            if (all.isEmpty()) {
                throw new AssertionError("no process of " + service + " was found");
            }
            for (Path process : all) {
                String status = read(process.resolve("status"));
                for (String right :
                        List.of("Uid:\t10001\t10001\t10001\t10001", "CapEff:\t0000000000000000", "NoNewPrivs:\t1")) {
                    if (!status.contains(right)) {
                        throw new AssertionError(service + " is not '" + right.replace('\t', ' ') + "': " + status);
                    }
                }
            }
        }
        return count + " processes";
    }

    private static String writable(House house) {
        for (String service : HALVES) {
            Set<String> open = new TreeSet<>();
            for (String line : read(processes(house.id(service)).get(0).resolve("mountinfo"))
                    .lines()
                    .toList()) {
                String[] column = line.split(" ");
                boolean pseudo = PSEUDO.stream().anyMatch(place -> (column[4] + "/").startsWith(place + "/"));
                if (!pseudo && List.of(column[5].split(",")).contains("rw")) {
                    open.add(column[4]);
                }
            }
            if (!open.equals(Set.of("/data"))) {
                throw new AssertionError(service + " can write to " + open);
            }
        }
        return "";
    }

    private static String ports(House house) {
        String host = house.world().run("at server ss -Hltn | sed 's/  */ /g' | cut -d' ' -f4");
        Set<String> open = new TreeSet<>();
        host.lines().map(line -> line.substring(line.lastIndexOf(':') + 1)).forEach(open::add);
        String vpn = house.type("docker exec " + house.id("vpn") + " ss -Hltn");
        Set<String> shared = new TreeSet<>();
        vpn.lines()
                .map(line -> line.trim().split("\\s+")[3])
                .filter(at -> !at.startsWith("127.0.0.11:")) // the daemon's own resolver
                .map(at -> at.substring(at.lastIndexOf(':') + 1))
                .forEach(shared::add);
        if (!open.equals(Set.of("5000", "8080", "8081")) || !shared.equals(Set.of("8082"))) {
            throw new AssertionError("open are " + open + " on the host, " + shared + " behind the VPN");
        }
        return "";
    }

    private static String environment(House house) {
        List<String> wrong = new ArrayList<>();
        String server = house.inspect("server", "{{range .Config.Env}}{{println .}}{{end}}");
        String client = house.inspect("client", "{{range .Config.Env}}{{println .}}{{end}}");
        String vpn = house.inspect("vpn", "{{range .Config.Env}}{{println .}}{{end}}");
        forbid("the server", server, List.of("WIREGUARD_", "OPENVPN_", "VPN_SENTINEL_CLIENT_ID"), wrong);
        forbid("the client", client, List.of("WIREGUARD_", "OPENVPN_", "TELEGRAM_"), wrong);
        forbid("the VPN", vpn, List.of("TELEGRAM_", "VPN_SENTINEL_"), wrong);
        if (!wrong.isEmpty()) {
            throw new AssertionError(String.join("; ", wrong));
        }
        return "";
    }

    private static void forbid(String who, String environment, List<String> prefixes, List<String> wrong) {
        environment
                .lines()
                .filter(line -> prefixes.stream().anyMatch(line::startsWith))
                .forEach(line -> wrong.add(who + " is given " + line.split("=", 2)[0]));
    }

    /** The processes of a container, as the host counts them. */
    private static List<Path> processes(String container) {
        try (Stream<Path> all = Files.list(Path.of("/proc"))) {
            return all.filter(each -> each.getFileName().toString().matches("\\d+"))
                    .filter(each -> read(each.resolve("cgroup")).contains(container))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The text of a file; empty where its process has just ended. */
    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return "";
        }
    }
}
