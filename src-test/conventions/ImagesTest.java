package conventions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The Dockerfile, as far as it can be read without building it. */
class ImagesTest {
    private static String dockerfile;

    @BeforeAll
    static void read() throws IOException {
        dockerfile = Files.readString(Path.of("docker/Dockerfile"));
    }

    private static List<String> all(String text, String pattern) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .toList();
    }

    @Test
    void theImagesAreOfTheProductsVersion() throws IOException {
        List<String> version = all(Files.readString(Path.of("pom.xml")), "(?<=<version>)[^<]*");

        assertThat(all(dockerfile, "(?<=ARG VERSION=).*")).hasSize(2).containsOnly(version.get(0));
    }

    @Test
    void bothImagesHoldNothingOfADistribution() {
        assertThat(all(dockerfile, "(?m)^FROM .* AS (server|client)$"))
                .containsExactly("FROM scratch AS server", "FROM scratch AS client");
        assertThat(all(dockerfile, "USER .*")).containsExactly("USER 10001:10001", "USER 10001:10001");
    }

    /** What only later builders understand would stop older ones. */
    @Test
    void everyDockerOfTheLastYearsCanBuildThem() {
        assertThat(dockerfile).doesNotContain("RUN --mount", "COPY --link", "<<EOF", "--start-interval", "# syntax=");
    }

    @Test
    void whatIsCopiedInIsNotLeftOut() throws IOException {
        List<String> taken = Files.readAllLines(Path.of(".dockerignore")).stream()
                .filter(line -> line.startsWith("!"))
                .map(line -> line.substring(1))
                .toList();

        List<String> copied = all(dockerfile, "(?m)(?<=^COPY )[a-z.-]+(?= )");

        assertThat(copied).isNotEmpty().containsExactlyInAnyOrderElementsOf(taken);
    }
}
