package demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/** A main class in a Java process of its own, with this process's Java and class path. Stops when it is closed. */
public final class ChildJvm implements AutoCloseable {
    /** The first version of Java that prints lines about it unless it is allowed, as it is in the product. */
    private static final int WARNS_OF_NATIVE_CODE = 24;

    private final Process process;
    private final Path log;

    private ChildJvm(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /**
     * Starts the class.
     *
     * @param options of the Java machine: {@code -Xmx256m}
     * @param main the class and its arguments
     * @param settings the only settings of the product that the process gets, beside the folders of routes and templates
     * @param log the file that gets what it prints
     */
    public static ChildJvm start(List<String> options, List<String> main, Map<String, String> settings, Path log) {
        return start(builder(ClassPath.own(), options, main, settings).redirectErrorStream(true), log);
    }

    /** The same with the product's classes alone. */
    static ChildJvm ofProduct(List<String> options, List<String> main, Map<String, String> settings, Path log) {
        return start(builder(ClassPath.ofProduct(), options, main, settings).redirectErrorStream(true), log);
    }

    /**
     * The same with what it prints to its standard error apart.
     *
     * @param errors the file that gets it
     */
    public static ChildJvm ofProduct(
            List<String> options, List<String> main, Map<String, String> settings, Path log, Path errors) {
        return start(builder(ClassPath.ofProduct(), options, main, settings).redirectError(errors.toFile()), log);
    }

    private static ProcessBuilder builder(
            String classPath, List<String> options, List<String> main, Map<String, String> settings) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        if (Runtime.version().feature() >= WARNS_OF_NATIVE_CODE) {
            command.add("--enable-native-access=ALL-UNNAMED");
        }
        command.addAll(options);
        command.addAll(List.of("-cp", classPath));
        command.addAll(main);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        builder.environment().keySet().removeIf(ChildJvm::isUsersSetting);
        builder.environment().putAll(settings);
        return builder;
    }

    private static ChildJvm start(ProcessBuilder builder, Path log) {
        try {
            return new ChildJvm(builder.redirectOutput(log.toFile()).start(), log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the user has set for the real server must not reach this one: its bot, its key, its folder. */
    private static boolean isUsersSetting(String name) {
        return (name.startsWith("VPN_SENTINEL_") || name.startsWith("TELEGRAM_"))
                && !name.equals("VPN_SENTINEL_ROUTES_DIR")
                && !name.equals("VPN_SENTINEL_TEMPLATES_DIR");
    }

    /** The number of the process. */
    public long pid() {
        return process.pid();
    }

    /** Whether it runs. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** The last lines that it printed. */
    public String lastWords() {
        return LastWords.of(log);
    }

    /** The status with which it ends; empty when it has not ended after that time. */
    public OptionalInt exitCode(Duration patience) throws InterruptedException {
        return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)
                ? OptionalInt.of(process.exitValue())
                : OptionalInt.empty();
    }

    /** Asks the process to end, as a supervisor does. */
    public void terminate() {
        process.destroy();
    }

    /** Ends the process without asking it. */
    public void kill() {
        process.destroyForcibly();
    }

    /** Asks the process to end, and ends it after 4 s if it has not. */
    @Override
    public void close() {
        terminate();
        try {
            if (exitCode(Duration.ofSeconds(4)).isEmpty()) {
                kill();
            }
        } catch (InterruptedException e) {
            kill();
            Thread.currentThread().interrupt();
        }
    }
}
