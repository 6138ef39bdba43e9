package lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a machine needs so that the laboratory can run on it. */
public final class Requirements {
    private static final Map<String, String> PACKAGES = new LinkedHashMap<>();

    static {
        PACKAGES.put("ip", "iproute2");
        PACKAGES.put("nft", "nftables");
        PACKAGES.put("wireguard-go", "wireguard-go");
        PACKAGES.put("wg", "wireguard-tools");
        PACKAGES.put("openvpn", "openvpn");
        PACKAGES.put("sysctl", "procps");
        PACKAGES.put("unbound", "unbound");
    }

    private static final List<Path> FOLDERS = List.of(
            Path.of("/usr/sbin"), Path.of("/usr/bin"), Path.of("/sbin"), Path.of("/bin"), Path.of("/usr/local/bin"));
    private static final List<String> LIBRARIES = List.of("/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu");

    private Requirements() {}

    /** What is missing, in words; empty: nothing. */
    static List<String> missing() {
        return missing(Map.of());
    }

    /**
     * The same for whoever needs more.
     *
     * @param more further programs, each with the package that has it
     */
    public static List<String> missing(Map<String, String> more) {
        List<String> missing = new ArrayList<>();
        if (!isRoot()) {
            missing.add("it must be run as root, because it makes network namespaces");
        }
        if (!Files.exists(Path.of("/dev/net/tun"))) {
            missing.add("/dev/net/tun is missing, which the tunnels need");
        }
        Map<String, String> programs = new LinkedHashMap<>(PACKAGES);
        programs.putAll(more);
        List<String> packages = packages(programs);
        if (!packages.isEmpty()) {
            missing.add("packages are missing (Debian: apt-get install --no-install-recommends "
                    + String.join(" ", packages) + ")");
        }
        return missing;
    }

    private static boolean isRoot() {
        try {
            return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
        } catch (IOException | UnsupportedOperationException e) {
            return false; // no Linux
        }
    }

    private static List<String> packages(Map<String, String> programs) {
        List<String> packages = new ArrayList<>();
        programs.forEach((program, name) -> {
            if (FOLDERS.stream().noneMatch(folder -> Files.isExecutable(folder.resolve(program)))) {
                packages.add(name);
            }
        });
        if (LIBRARIES.stream().noneMatch(folder -> Files.exists(Path.of(folder, "faketime/libfaketimeMT.so.1")))) {
            packages.add("libfaketime");
        }
        return packages;
    }
}
