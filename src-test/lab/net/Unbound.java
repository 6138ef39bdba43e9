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
 * @param way how it comes to its answers
 */
record Unbound(String egress, List<String> listening, Way way) {

    /** How a resolver comes to its answers. */
    enum Way {
        /** It asks another one. */
        FORWARD,
        /** It asks from the root down. */
        RESOLVE,
        /** The same, and it tells for which subnet it asks, and its clients by which protocol they do. */
        RESOLVE_WITH_SUBNET
    }

    /** Writes its configuration and gives the command that runs it in the foreground. */
    List<String> command(Path folder, String upstream) {
        Path file = folder.resolve(way == Way.FORWARD ? "forwarder.conf" : "unbound.conf");
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
        boolean subnet = way == Way.RESOLVE_WITH_SUBNET;
        List<String> all = new ArrayList<>(listening);
        if (!egress.isEmpty() && way != Way.FORWARD) {
            all.add(egress);
        }
        if (!egress.isEmpty()) {
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
                    "max-client-subnet-ipv4: 24",
                    "local-data: 'proto.on.quad9.net. TXT \"do53-udp.\"'"));
        }
        String kind = way == Way.FORWARD ? "forward" : "stub"; // who resolves follows the authority's referrals
        lines.addAll(List.of(kind + "-zone:", "name: \".\"", kind + "-addr: " + upstream));
        return String.join("\n", lines) + "\n";
    }
}
