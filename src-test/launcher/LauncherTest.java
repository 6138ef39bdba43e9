package launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The shipped launcher in a folder of its own, with a Java that only says how it was called. */
class LauncherTest {
    private static final String STUB = """
            #!/bin/sh
            [ "$1" = -version ] && exit %d
            [ "$1" = -XshowSettings:properties ] && exit 0
            echo "pid $$"
            for word in "$@"; do echo "word $word"; done
            env | sed 's/^/env /'
            """;

    /** Options of a Java that is late enough, all of them together. */
    private static final String OF_LATE = "@src/jvm/java-25.options";

    private record Ran(int exitCode, String out, String err) {}

    @TempDir
    private Path folder;

    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void install() throws IOException {
        Files.copy(Path.of("sentinel"), folder.resolve("sentinel"));
        Files.setPosixFilePermissions(folder.resolve("sentinel"), PosixFilePermissions.fromString("rwxr-xr-x"));
        environment.put("JAVA_HOME", java("jdk", 17, 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"help", "--help", "-h"})
    void helpIsPrintedWhenAskedFor(String word) throws Exception {
        Ran ran = run(word);

        assertThat(ran.exitCode()).isZero();
        assertThat(ran.out())
                .contains(
                        "up ",
                        "server ",
                        "client ",
                        "check ",
                        "key ",
                        "demo ",
                        "test ",
                        "bench ",
                        "lab ",
                        "version ",
                        "lib/");
    }

    @Test
    void noWordPrintsTheHelpAndIsWrongUsage() throws Exception {
        Ran ran = run();

        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).startsWith("usage: ./sentinel");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bogus            | there is no word 'bogus'",
                "serve            | there is no word 'serve'; did you mean server?",
                "chekc            | there is no word 'chekc'; did you mean check?",
                "hlep             | there is no word 'hlep'; did you mean help?",
                "--verbose        | there is no word '--verbose'",
                "up now           | up does not know 'now'",
                "key please       | key does not know 'please'",
                "server --port 1  | server does not know '--port'",
                "version --long   | version does not know '--long'",
                "test --al        | test does not know '--al'",
            })
    void whatItDoesNotKnowIsNamed(String words, String said) throws Exception {
        Ran ran = run(words.split(" "));

        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).startsWith("sentinel: " + said);
    }

    @Test
    void helpForAWordIsTheHelp() throws Exception {
        Ran ran = run("server", "--help");

        assertThat(ran.exitCode()).isZero();
        assertThat(ran.out()).startsWith("usage: ./sentinel");
    }

    /** Maven resets colours even where it uses none; what a program prints must not begin with that. */
    @Test
    void aBuildShowsItsStepsAndLeavesStandardOutputAlone() throws Exception {
        Files.createFile(folder.resolve("pom.xml"));
        Path bin = Files.createDirectories(folder.resolve("bin"));
        Path maven = Files.writeString(bin.resolve("mvn"), """
                #!/bin/sh
                for i in $(seq 100); do echo "Downloaded from here: $i"; done
                printf '\\033[1m[INFO] --- compiler:3.16.0:compile (default-compile) @ vpn-sentinel ---\\033[m\\n'
                printf '\\033[0m\\033[0m'
                """);
        Files.setPosixFilePermissions(maven, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.createFile(folder.resolve("jdk/bin/javac"));
        Files.setPosixFilePermissions(folder.resolve("jdk/bin/javac"), PosixFilePermissions.fromString("rwxr-xr-x"));
        environment.put("PATH", bin + ":" + System.getenv("PATH"));

        Ran ran = run("--version");

        assertThat(ran.out()).startsWith("pid ");
        assertThat(ran.err())
                .containsSubsequence("building", "50 files fetched", "100 files fetched", "compiling", "built")
                .doesNotContain("\u001b");
        assertThat(words(ran)).endsWith("version");
        assertThat(folder.resolve("target/build.log"))
                .content()
                .contains("compiler:3.16.0")
                .doesNotContain("\u001b");
    }

    @Test
    void aBuildThatFailsSaysWhyAndStartsNothing() throws Exception {
        Files.createFile(folder.resolve("pom.xml"));
        Path bin = Files.createDirectories(folder.resolve("bin"));
        Path maven = Files.writeString(bin.resolve("mvn"), "#!/bin/sh\necho '[ERROR] no such symbol'; exit 1\n");
        Files.setPosixFilePermissions(maven, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.createFile(folder.resolve("jdk/bin/javac"));
        Files.setPosixFilePermissions(folder.resolve("jdk/bin/javac"), PosixFilePermissions.fromString("rwxr-xr-x"));
        environment.put("PATH", bin + ":" + System.getenv("PATH"));

        Ran ran = run("server");

        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).contains("no such symbol", "the build failed");
    }

    @ParameterizedTest
    @CsvSource({
        "server, vpnsentinel.launch.Sentinel server",
        "client, vpnsentinel.launch.Sentinel client",
        "check client --message, vpnsentinel.launch.Sentinel check client --message",
        "key, vpnsentinel.launch.Sentinel key",
        "version, vpnsentinel.launch.Sentinel version",
        "--version, vpnsentinel.launch.Sentinel version",
        "demo --fast, demo.Demo --fast",
        "bench --quick, bench.KeepaliveBench --quick",
        "bench client, bench.ClientBench",
        "bench footprint --minutes 1, vpnsentinel.command.HealthCheck client",
        "lab --only tunnel-dropped, lab.Lab --only tunnel-dropped",
        "containers --list, containers.Containers --list",
    })
    void eachWordStartsItsProgram(String words, String program) throws Exception {
        Ran ran = run(words.split(" "));

        assertThat(ran.exitCode()).isZero();
        assertThat(words(ran)).endsWith(program.split(" ")).contains("@src/jvm/every.options");
    }

    @ParameterizedTest
    @CsvSource({
        "server, ''",
        "client, ''",
        "check, ''",
        "home list, ''",
        "version, ''",
        "demo, :target/vpn-sentinel-demo.jar",
    })
    void theClassPathBeginsWithTheProductInAFixedOrderAndTheUsersJarsComeBehind(String words, String behind)
            throws Exception {
        for (String jar :
                List.of("target/lib/b.jar", "target/lib/a-2.jar", "target/lib/C.jar", "lib/z.jar", "lib/a.jar")) {
            Files.createDirectories(folder.resolve(jar).getParent());
            Files.createFile(folder.resolve(jar));
        }
        Files.createFile(folder.resolve("lib/README.md"));

        assertThat(words(run(words.split(" "))))
                .containsSequence(
                        "-cp",
                        "target/vpn-sentinel.jar:target/lib/C.jar:target/lib/a-2.jar:target/lib/b.jar"
                                + ":lib/a.jar:lib/z.jar" + behind);
    }

    @Test
    void aFolderWithoutJarsAddsNothingToTheClassPath() throws Exception {
        assertThat(words(run("server"))).containsSequence("-cp", "target/vpn-sentinel.jar");
    }

    @Test
    void theShellBecomesTheProgramSoThatSignalsReachIt() throws Exception {
        Process process = builder("server").start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(out).contains("pid " + process.pid() + "\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "A_NAME=value;value",
                "A_NAME = value ;value",
                "export A_NAME=value;value",
                "  A_NAME=value;value",
                "A_NAME=\"two words\";two words",
                "A_NAME='two words' # why;two words",
                "A_NAME=value # why;value",
                "A_NAME=va#lue;va#lue",
                "A_NAME=# why;''",
                "A_NAME=;''",
                "A_NAME=$(touch executed)`touch executed`;$(touch executed)`touch executed`",
                "A_NAME=$HOME\\n;$HOME\\n",
                "A_NAME=a=b=c;a=b=c",
                "A_NAME=\"it's\";it's",
                "A_NAME=value<CR>;value",
            })
    void linesOfDotEnvArePassedOnButNeverExecuted(String line, String value) throws Exception {
        Files.writeString(folder.resolve(".env"), "# comment\n\n" + line.replace("<CR>", "\r"));

        Ran ran = run("server");

        assertThat(ran.out()).contains("env A_NAME=" + value + "\n");
        assertThat(ran.err()).isEmpty();
        assertThat(folder.resolve("executed")).doesNotExist();
    }

    @Test
    void theEnvironmentWinsOverDotEnv() throws Exception {
        Files.writeString(folder.resolve(".env"), "A_NAME=file\nEMPTY=file\nOTHER=file\n");
        environment.put("A_NAME", "environment");
        environment.put("EMPTY", "");

        assertThat(run("server").out()).contains("env A_NAME=environment\n", "env EMPTY=\n", "env OTHER=file\n");
    }

    @Test
    void aLineThatIsNoSettingIsNamedAndLeftOut() throws Exception {
        Files.writeString(folder.resolve(".env"), "A_NAME=value\nno setting\n");

        Ran ran = run("server");

        assertThat(ran.err()).contains(".env line 2");
        assertThat(ran.out()).contains("env A_NAME=value\n");
    }

    @Test
    void itWorksFromAnywhereAndThroughALink() throws Exception {
        Path bin = Files.createDirectory(folder.resolve("bin"));
        Files.createSymbolicLink(bin.resolve("vpn"), Path.of("../sentinel"));
        ProcessBuilder builder = builder("server").directory(bin.toFile());
        builder.command().set(0, bin.resolve("vpn").toString());

        Ran ran = finish(builder);

        assertThat(ran.out()).contains("env PWD=" + folder.toRealPath() + "\n");
    }

    @ParameterizedTest
    @CsvSource({"17, false", "23, false", "24, true", "25, true"})
    void laterJavasNeedPermissionForWhatLibrariesDo(int version, boolean needed) throws Exception {
        environment.put("JAVA_HOME", java("jdk-" + version, version, 0));

        List<String> words = words(run("server"));
        assertThat(words.contains("--sun-misc-unsafe-memory-access=allow") || words.contains(OF_LATE))
                .isEqualTo(needed);
    }

    @ParameterizedTest
    @CsvSource({"11, 0", "25, 1"})
    void aJavaThatIsTooOldOrBrokenIsPassedOver(int version, int exitCode) throws Exception {
        environment.put("JAVA_HOME", java("unusable", version, exitCode));
        environment.put("HOME", folder.toString());
        java(".sdkman/candidates/java/newest", 99, 0);

        assertThat(run("server").out()).contains("env JAVA_HOME=" + folder.resolve(".sdkman/candidates/java/newest"));
    }

    @ParameterizedTest
    @CsvSource({
        "server, 25, @src/jvm/server.options, true",
        "client, 25, @src/jvm/client.options, true",
        "server, 17, @src/jvm/server.options, false",
        "check,  25, -Xmx64m, true",
        "check,  17, -Xmx64m, false",
    })
    void eachProgramHasItsOptions(String word, int version, String own, boolean late) throws Exception {
        environment.put("JAVA_HOME", java("jdk-" + version, version, 0));

        Ran ran = run(word);

        assertThat(words(ran)).contains(own);
        assertThat(words(ran).contains(OF_LATE)).isEqualTo(late);
        assertThat(ran.out()).contains("env MALLOC_ARENA_MAX=1\n");
    }

    @Test
    void theOptionsAreThoseThatBothJavasTake() throws Exception {
        for (String half : List.of("server", "client")) {
            Process java = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "@src/jvm/every.options",
                            "@src/jvm/" + half + ".options",
                            "-version")
                    .redirectErrorStream(true)
                    .start();

            String said = new String(java.getInputStream().readAllBytes(), Charset.defaultCharset());
            assertThat(java.waitFor()).as(said).isZero();
        }
    }

    /** An archive belongs to one Java and one build; a Java that knows none would refuse the option. */
    @ParameterizedTest
    @CsvSource({"25, 2000, true", "25, -2000, false", "17, 2000, false"})
    void aHalfStartsFromTheArchiveOfItsBuild(int version, long younger, boolean used) throws Exception {
        environment.put("JAVA_HOME", java("jdk-" + version, version, 0));
        Path jar = Files.createDirectories(folder.resolve("target")).resolve("vpn-sentinel.jar");
        Files.createFile(jar);
        String archive = "target/server-" + checksum(folder.resolve("jdk-" + version + "/release")) + ".aot";
        Files.createFile(folder.resolve(archive));
        long built = Files.getLastModifiedTime(jar).toMillis();
        Files.setLastModifiedTime(folder.resolve(archive), FileTime.fromMillis(built + younger));

        assertThat(words(run("server")).contains("-XX:AOTCache=" + archive)).isEqualTo(used);
        assertThat(words(run("client"))).noneMatch(word -> word.startsWith("-XX:AOTCache"));
    }

    private static String checksum(Path file) throws Exception {
        Process cksum = new ProcessBuilder("cksum").redirectInput(file.toFile()).start();
        return new String(cksum.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).split(" ")[0];
    }

    @Test
    void optionsOfTheUserComeLast() throws Exception {
        environment.put("JAVA_OPTS", "-Xmx1g -Dsome=thing");

        List<String> words = words(run("server"));

        assertThat(words).containsSequence("-Xmx1g", "-Dsome=thing", "-cp");
    }

    @Test
    void upWritesNoSettings() throws Exception {
        Files.copy(Path.of(".env.example"), folder.resolve(".env.example"));

        Ran ran = run("up");

        assertThat(words(ran)).endsWith("vpnsentinel.up.Up");
        assertThat(ran.out()).doesNotContain("env VPN_SENTINEL_API_KEY=");
        assertThat(folder.resolve(".env")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({"UTF-8, ''", "UTF-8, \uFEFF", "UTF-16LE, \uFEFF", "UTF-16BE, \uFEFF", "UTF-16LE, ''", "UTF-16BE, ''"})
    void dotEnvIsReadInTheEncodingsThatEditorsWrite(String charset, String mark) throws Exception {
        Files.write(
                folder.resolve(".env"), (mark + "A_NAME=Büro\r\n\r\nOTHER=two\r\n").getBytes(Charset.forName(charset)));

        Ran ran = run("server");

        assertThat(ran.err()).isEmpty();
        assertThat(ran.out()).contains("env A_NAME=Büro\n", "env OTHER=two\n");
    }

    @Test
    void upTakesTheKeyOfDotEnv() throws Exception {
        Files.writeString(folder.resolve(".env"), "VPN_SENTINEL_API_KEY=mine\n");

        assertThat(run("up").out()).contains("env VPN_SENTINEL_API_KEY=mine\n");
        assertThat(folder.resolve(".env")).hasContent("VPN_SENTINEL_API_KEY=mine");
    }

    /** A folder with a Java of this version, whose {@code -version} ends with the exit code. */
    private String java(String name, int version, int exitCode) throws IOException {
        Path home = Files.createDirectories(folder.resolve(name).resolve("bin")).getParent();
        Path java = Files.writeString(home.resolve("bin/java"), STUB.formatted(exitCode));
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + ".0.1\"\n");
        return home.toString();
    }

    private static List<String> words(Ran ran) {
        return ran.out()
                .lines()
                .filter(line -> line.startsWith("word "))
                .map(line -> line.substring(5))
                .toList();
    }

    private ProcessBuilder builder(String... words) {
        List<String> command =
                new ArrayList<>(List.of(folder.resolve("sentinel").toString()));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("VPN_SENTINEL") || name.equals("JAVA_OPTS"));
        builder.environment().putAll(environment);
        return builder;
    }

    private Ran run(String... words) throws Exception {
        return finish(builder(words));
    }

    private Ran finish(ProcessBuilder builder) throws Exception {
        Path out = folder.resolve("stdout");
        Path err = folder.resolve("stderr");
        Process process =
                builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).as("ends").isTrue();
        return new Ran(process.exitValue(), Files.readString(out), Files.readString(err));
    }
}
