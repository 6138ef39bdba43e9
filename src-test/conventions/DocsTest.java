package conventions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class DocsTest {
    private static final String REMEDY = "%s is not what settings and routes declare; run ./sentinel test --write-docs";

    @Test
    void theExampleOfTheEnvironmentNamesEverySetting() throws IOException {
        assertThat(Files.readString(Path.of(".env.example")))
                .as(REMEDY, ".env.example")
                .isEqualTo(Docs.envExample());
    }

    @ParameterizedTest
    @FieldSource("conventions.Docs#ROUTES")
    void thePageOfAFolderNamesEveryRoute(String folder) throws IOException {
        Path page = Path.of(folder, "README.md");
        String text = Files.readString(page);

        assertThat(text).as(REMEDY, page).isEqualTo(Docs.page(folder, text));
    }
}
