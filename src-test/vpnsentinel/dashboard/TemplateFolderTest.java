package vpnsentinel.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import freemarker.template.Configuration;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vpnsentinel.settings.Half;
import vpnsentinel.settings.Settings;
import vpnsentinel.settings.StartProblem;

/** Edits of templates: which are taken, which are refused, and in which words. */
class TemplateFolderTest {
    @TempDir
    Path folder;

    private void write(String name, String text) throws IOException {
        Files.createDirectories(folder.resolve(name).getParent());
        Files.writeString(folder.resolve(name), text);
    }

    private static List<String> faultsOf(TemplateFolder templates) {
        templates.look();
        return templates.faults().stream()
                .filter(each -> !each.contains("what it should show"))
                .toList();
    }

    private static String render(TemplateFolder templates, String name) throws Exception {
        Configuration fresh = Templates.of(templates);
        StringWriter out = new StringWriter();
        fresh.getTemplate(name).process(Map.of("x", "1"), out);
        return out.toString();
    }

    @Test
    void aFolderWithoutTemplatesIsNoneAndNamesItsSetting() throws IOException {
        Files.createDirectories(folder.resolve("dashboard"));

        assertThatThrownBy(() -> TemplateFolder.of(folder))
                .isInstanceOf(StartProblem.class)
                .hasMessageContaining(folder.toString())
                .hasMessageContaining("VPN_SENTINEL_TEMPLATES_DIR");
    }

    @Test
    void whatIsNoTemplateAnyMoreKeepsWhatItWas() throws Exception {
        write("telegram/alert.ftlh", "fine ${x}");
        TemplateFolder templates = TemplateFolder.of(folder);
        assertThat(faultsOf(templates)).isEmpty();

        for (String broken : List.of("one\n<#if x>", "", " \n")) {
            write("telegram/alert.ftlh", broken);
            assertThat(faultsOf(templates)).singleElement().asString().startsWith("edit refused: telegram/alert.ftlh:");
            assertThat(render(templates, "telegram/alert.ftlh")).isEqualTo("fine 1");
        }

        write("telegram/alert.ftlh", "again ${x}");
        assertThat(faultsOf(templates)).isEmpty();
        assertThat(render(templates, "telegram/alert.ftlh")).isEqualTo("again 1");
    }

    @Test
    void allFaultsAreToldWithFileAndLine() throws Exception {
        write("telegram/alert.ftlh", "one\n<#if x>two</#fi>");
        write("telegram/answer.ftlh", "fine");
        write("dashboard/logs.ftlh", "${x");
        Files.write(folder.resolve("dashboard/error.ftlh"), "a\nfür".getBytes(StandardCharsets.ISO_8859_1));
        Files.createSymbolicLink(folder.resolve("telegram/words.ftlh"), Path.of("elsewhere"));

        assertThat(faultsOf(TemplateFolder.of(folder)))
                .hasSize(4)
                .anyMatch(each -> each.matches("edit refused: telegram/alert.ftlh:2: .*#fi.*"))
                .anyMatch(each -> each.startsWith("edit refused: dashboard/logs.ftlh:1: "))
                .anyMatch(
                        each -> each.startsWith("edit refused: dashboard/error.ftlh:2: a character here is not UTF-8"))
                .anyMatch(each -> each.startsWith("edit refused: telegram/words.ftlh: is a link to elsewhere"));
    }

    @Test
    void aShippedTemplateThatIsGoneKeepsWhatItWas() throws Exception {
        write("telegram/alert.ftlh", "fine");
        write("telegram/answer.ftlh", "fine");
        TemplateFolder templates = TemplateFolder.of(folder);
        templates.look();

        Files.delete(folder.resolve("telegram/alert.ftlh"));

        assertThat(faultsOf(templates)).containsExactly("edit refused: telegram/alert.ftlh: is gone");
        assertThat(render(templates, "telegram/alert.ftlh")).isEqualTo("fine");
    }

    @Test
    void filesThatOnlyLookLikeTemplatesAreNamed() throws Exception {
        write("telegram/alert.ftlh", "fine");
        write("telegram/mine.ftl", "");
        TemplateFolder templates = TemplateFolder.of(folder);
        templates.look();

        assertThat(templates.remarks())
                .containsExactly("not read, because a template ends in .ftlh: telegram/mine.ftl");
    }

    @Test
    void anOverlayThatIsBrokenFromTheStartLeavesTheShippedOneInForce() throws Exception {
        write("shipped/telegram/alert.ftlh", "shipped");
        write("mine/telegram/alert.ftlh", "<#if x>");
        Map<String, String> environment = new HashMap<>(Map.of(
                "VPN_SENTINEL_API_KEY", "key-of-the-tests",
                "VPN_SENTINEL_TEMPLATES_DIR", folder.resolve("shipped").toString(),
                "VPN_SENTINEL_TEMPLATES_OVERLAY", folder.resolve("mine").toString()));
        TemplateFolder templates = TemplateFolder.of(Settings.read(environment, Half.SERVER));

        assertThat(faultsOf(templates))
                .singleElement()
                .asString()
                .startsWith("edit refused: mine/telegram/alert.ftlh:");
        assertThat(render(templates, "telegram/alert.ftlh")).isEqualTo("shipped");

        write("mine/telegram/alert.ftlh", "mine");
        assertThat(render(templates, "telegram/alert.ftlh")).isEqualTo("mine");
        Files.delete(folder.resolve("mine/telegram/alert.ftlh"));
        assertThat(render(templates, "telegram/alert.ftlh")).isEqualTo("shipped");
    }

    @Test
    void theWordsOfAFailureAreThoseThatHelp() throws Exception {
        write("telegram/alert.ftlh", "one\n${x} ${client.timezne}");
        TemplateFolder templates = TemplateFolder.of(folder);

        Optional<String> words = Optional.empty();
        try {
            render(templates, "telegram/alert.ftlh");
        } catch (Exception e) {
            words = TemplateWords.of(e);
        }

        assertThat(words).contains("telegram/alert.ftlh:2: there is no 'client' here");
    }
}
