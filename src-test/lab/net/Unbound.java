package lab.net;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A real resolver.
 *
 * @param egress the address from which it asks others; empty: any
 * @param listening on these addresses, and on its egress
 * @param subnet whether it tells others for which subnet it asks
 */
record Unbound(String egress, List<String> listening, boolean subnet) {

    static Unbound forwarder(String address) {
        return new Unbound("", List.of(address), false);
    }

    /** Writes its configuration and gives the command that runs it in the foreground. */
    List<String> command(Path folder, String upstream) {
        Path file = folder.resolve(egress.isEmpty() ? "forwarder.conf" : "unbound.conf");
        try {
            Files.createDirectories(folder);
            Files.writeString(file, configuration(upstream));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.of("unbound", "-d", "-c", file.toString());
    }

    private String configuration(String upstream) {
        List<String> lines = new ArrayList<>(List.of("server:"));
        List<String> all = new ArrayList<>(listening);
        if (!egress.isEmpty()) {
            all.add(egress);
            lines.add("outgoing-interface: " + egress);
        }
        all.forEach(each -> lines.add("interface: " + each));
        lines.addAll(List.of(
                "access-control: 0.0.0.0/0 allow",
                "access-control: ::0/0 allow",
                "do-daemonize: no",
                "do-not-query-localhost: no",
                "username: \"\"",
                "chroot: \"\"",
                "directory: \"\"",
                "pidfile: \"\"",
                "use-syslog: no",
                "logfile: \"\"",
                "num-threads: 1",
                "module-config: \"" + (subnet ? "subnetcache " : "") + "iterator\""));
        if (subnet) {
            lines.addAll(List.of(
                    "send-client-subnet: 0.0.0.0/0",
                    "send-client-subnet: ::0/0",
                    "client-subnet-always-forward: yes",
                    "max-client-subnet-ipv4: 24"));
        }
        lines.addAll(List.of("forward-zone:", "name: \".\"", "forward-addr: " + upstream));
        return String.join("\n", lines) + "\n";
    }
}
