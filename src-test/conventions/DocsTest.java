package conventions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class DocsTest {
    private static final String REMEDY = "%s is not what settings and routes declare; run ./sentinel test --write-docs";

    @Test
    void theExampleOfTheEnvironmentNamesEverySetting() throws IOException {
        assertThat(Files.readString(Path.of(".env.example")))
                .as(REMEDY, ".env.example")
                .isEqualTo(Docs.envExample());
    }

    @Test
    void theTablesOfTheReadmeNameEverySettingAndRoute() throws IOException {
        String readme = Files.readString(Path.of("README.md"));

        assertThat(readme).as(REMEDY, "README.md").isEqualTo(Docs.readme(readme));
    }
}
