package lab.net;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Command lines of Java processes. None leaves a file outside the laboratory's folder, however it ends. */
final class Jvm {
    private Jvm() {}

    private static String program() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** A program of the laboratory itself. */
    static List<String> helper(String heap, String... main) {
        List<String> command = new ArrayList<>(List.of(
                program(),
                heap,
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                "-Dfile.encoding=UTF-8",
                "-cp",
                System.getProperty("java.class.path")));
        command.addAll(List.of(main));
        return command;
    }

    /**
     * One half of the product as the launcher starts it, only that its code is compiled once instead of twice, which
     * spares the cores.
     */
    static List<String> product(String half, Path temporary) {
        return List.of(
                program(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                half.equals("server") ? "-Xmx256m" : "-Xmx64m",
                "-Xss512k",
                "-XX:+ExitOnOutOfMemoryError",
                "-Dfile.encoding=UTF-8",
                "-XX:-UsePerfData",
                "-Djava.io.tmpdir=" + temporary,
                "-XX:+IgnoreUnrecognizedVMOptions",
                "--sun-misc-unsafe-memory-access=allow",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                "target/vpn-sentinel.jar:target/lib/*",
                "vpnsentinel.launch.Sentinel",
                half);
    }
}
