package lab.net;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Runs short scripts in the root namespace, with the words of {@code functions.sh}, {@code vpns.sh}, and the addresses of the plan. */
final class Shell {
    private final Map<String, String> variables;
    private final String words = resource("functions.sh") + resource("vpns.sh");

    /** @param variables what the scripts know, the world's prefix {@code W} and folder {@code DIR} among them */
    Shell(Map<String, String> variables) {
        this.variables = Map.copyOf(variables);
    }

    static String resource(String name) {
        try (InputStream file = Shell.class.getResourceAsStream("/lab/net/" + name)) {
            if (file == null) {
                throw new IllegalStateException("no script " + name);
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Runs the script; what it printed.
     *
     * @throws IllegalStateException with what it said when one of its commands fails
     */
    String run(String script) {
        return run(words + script, variables);
    }

    /** Runs a script that needs neither the words nor the addresses. */
    static String plain(String script) {
        return run(script, Map.of());
    }

    private static String run(String script, Map<String, String> variables) {
        ProcessBuilder builder = new ProcessBuilder("sh", "-e").redirectErrorStream(true);
        Environment.clean(builder).putAll(variables);
        try {
            Process process = builder.start();
            try (var in = process.getOutputStream()) {
                in.write(script.getBytes(StandardCharsets.UTF_8));
            }
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int code = process.waitFor();
            if (code != 0) {
                throw new IllegalStateException("exit code " + code + ": " + out.strip() + "\nin: " + last(script));
            }
            return out;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static String last(String script) {
        return script.substring(Math.max(0, script.length() - 400));
    }

    /** What a process of the laboratory knows of this machine: nothing of its user's settings. */
    static final class Environment {
        private Environment() {}

        static Map<String, String> clean(ProcessBuilder builder) {
            Map<String, String> all = builder.environment();
            all.keySet().retainAll(java.util.Set.of("PATH", "HOME", "LANG"));
            all.merge("PATH", "/usr/sbin:/sbin", (path, sbin) -> path + ":" + sbin);
            return all;
        }
    }
}
