package lab.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program as the orchestrator starts it: a pipe in, a pipe out. */
class CoreProcessTest {
    @TempDir
    private Path folder;

    @Test
    void eachLineGetsOneLineUntilTheOrchestratorStopsIt() throws Exception {
        Process core = start("""
                {"dir":"%s","listen":{"dns":["127.0.0.1"],"ipinfo.io":["127.0.0.1"]},
                 "ports":{"dns":0,"http":0,"https":0}}""".formatted(folder));
        try (BufferedReader out = core.inputReader(StandardCharsets.UTF_8);
                BufferedWriter in = core.outputWriter(StandardCharsets.UTF_8)) {
            assertThat(out.readLine()).startsWith("ready {\"dns\":");
            in.write("fault all 500\nnonsense\nmessages\nstop\n");
            in.flush();

            assertThat(out.lines()).containsExactly("ok", "error no command: nonsense", "[]", "ok");
            assertThat(core.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(core.exitValue()).isZero();
        } finally {
            core.destroyForcibly();
        }
    }

    @Test
    void itEndsWithItsOrchestrator() throws Exception {
        Process core = start("{\"dir\":\"%s\",\"ports\":{\"dns\":0}}".formatted(folder));
        try {
            core.outputWriter().close();

            assertThat(core.waitFor(20, TimeUnit.SECONDS)).isTrue();
        } finally {
            core.destroyForcibly();
        }
    }

    @Test
    void aBrokenPlanIsSaidOnStandardError() throws Exception {
        Process core = start("{\"dir\":\"%s\",\"listen\":{\"dns\":[\"nowhere\"]}}".formatted(folder));
        try {
            assertThat(core.errorReader().lines()).anyMatch(line -> line.contains("nowhere"));
            assertThat(core.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(core.exitValue()).isEqualTo(2);
        } finally {
            core.destroyForcibly();
        }
    }

    private Process start(String plan) throws IOException {
        Path file = Files.writeString(folder.resolve("plan.json"), plan);
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(
                        java, "-cp", System.getProperty("java.class.path"), Core.class.getName(), file.toString())
                .start();
    }
}
