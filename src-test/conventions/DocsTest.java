package conventions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import vpnsentinel.settings.Declaration;
import vpnsentinel.settings.Declarations;

class DocsTest {
    private static final String REMEDY = "%s is not what settings and routes declare; run ./sentinel test --write-docs";

    @Test
    void theExampleOfTheEnvironmentNamesEverySetting() throws IOException {
        assertThat(Files.readString(Path.of(".env.example")))
                .as(REMEDY, ".env.example")
                .isEqualTo(Docs.envExample());
    }

    @Test
    void theFiveSettingsThatMatterStandOnTop() {
        String first = Declarations.all().get(0).section();

        assertThat(first).isEqualTo("The five that matter");
        assertThat(Declarations.all())
                .filteredOn(each -> each.section().equals(first))
                .extracting(Declaration::name)
                .containsExactly(
                        "VPN_SENTINEL_API_KEY",
                        "VPN_SENTINEL_URL",
                        "TELEGRAM_BOT_TOKEN",
                        "TELEGRAM_CHAT_ID",
                        "VPN_SENTINEL_EXPECTED_COUNTRIES");
    }

    @ParameterizedTest
    @FieldSource("conventions.Docs#ROUTES")
    void thePageOfAFolderNamesEveryRouteAndEveryStep(String folder) throws Exception {
        Path page = Path.of(folder, "README.md");
        String text = Files.readString(page);

        assertThat(text).as(REMEDY, page).isEqualTo(Docs.page(folder, BoundSteps.of(folder), text));
    }
}
