package vpnsentinel.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import freemarker.template.Configuration;
import freemarker.template.TemplateException;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vpnsentinel.settings.StartProblem;

/** What templates can and cannot do. */
class TemplatesTest {
    @TempDir
    private Path folder;

    /** Two public methods that a template must not use to reach a class. */
    public record Thing(String name) {}

    private String render(String template) throws IOException, TemplateException {
        Files.writeString(folder.resolve("page.ftlh"), template);
        return render(Templates.of(folder));
    }

    private static String render(Configuration templates) throws IOException, TemplateException {
        StringWriter out = new StringWriter();
        templates
                .getTemplate("page.ftlh")
                .process(Map.of("thing", new Thing("<b>${7*7}</b> & 'São'"), "number", 1234567), out);
        return out.toString();
    }

    @Test
    void everyValueIsEscapedAndNoneIsATemplate() throws Exception {
        assertThat(render("${thing.name}")).isEqualTo("&lt;b&gt;${7*7}&lt;/b&gt; &amp; &#39;São&#39;");
    }

    @Test
    void aFolderWithoutTemplatesIsRefused() throws IOException {
        Files.writeString(folder.resolve("page.txt"), "no template");

        assertThatThrownBy(() -> Templates.of(folder))
                .isInstanceOf(StartProblem.class)
                .hasMessageContainingAll("no *.ftlh in dashboard or telegram of", "VPN_SENTINEL_TEMPLATES_DIR");
    }

    @Test
    void numbersAreWrittenForMachines() throws Exception {
        assertThat(render("${number}")).isEqualTo("1234567");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${\"freemarker.template.utility.Execute\"?new()(\"id\")}",
                "${\"freemarker.template.utility.ObjectConstructor\"?new()(\"java.io.File\", \"/\")}",
                "${\"freemarker.template.utility.JythonRuntime\"?new()}",
                "${thing?api.getClass()}",
                "${thing.class.forName(\"java.lang.Runtime\")}",
                "${thing.getClass().getClassLoader()}",
                "<#include \"../secret.ftlh\">",
                "<#include \"/etc/passwd\">",
            })
    void aTemplateReachesNothingBeyondItsFolderAndItsData(String template) {
        assertThatThrownBy(() -> render(template)).isInstanceOfAny(TemplateException.class, IOException.class);
    }

    @Test
    void anEditIsInForceWithoutARestart() throws Exception {
        Files.writeString(folder.resolve("page.ftlh"), "before");
        Configuration templates = Templates.of(folder);
        assertThat(render(templates)).isEqualTo("before");

        Path page = Files.writeString(folder.resolve("page.ftlh"), "and after");
        // A file system may give two writes within its tick one time; an edit comes later than that.
        Files.setLastModifiedTime(page, FileTime.from(Instant.now().plusSeconds(1)));

        await().atMost(Duration.ofSeconds(10)).until(() -> render(templates), "and after"::equals);
    }

    @Test
    void aMissingFolderIsNamed() {
        assertThatThrownBy(() -> Templates.of(folder.resolve("nowhere")))
                .isInstanceOf(StartProblem.class)
                .hasMessageContaining("nowhere");
    }
}
