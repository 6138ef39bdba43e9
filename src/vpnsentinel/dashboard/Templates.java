package vpnsentinel.dashboard;

import freemarker.cache.FileTemplateLoader;
import freemarker.core.TemplateClassResolver;
import freemarker.template.Configuration;
import freemarker.template.TemplateExceptionHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.TimeZone;
import java.util.stream.Stream;
import vpnsentinel.settings.StartProblem;

/**
 * The templates of messages and pages, hardened: {@code .ftlh} files escape every value for HTML, no template can create
 * an object or reach a class, and an edited file is in force a second later.
 */
public final class Templates {
    private static final Duration CHECKED_EVERY = Duration.ofSeconds(1);

    private Templates() {}

    /**
     * The templates of one folder. A broken one throws when it is rendered, with its name, line, and reason.
     *
     * @throws StartProblem when the folder is missing, or holds no templates
     */
    public static Configuration of(Path folder) {
        Configuration templates = new Configuration(Configuration.VERSION_2_3_34);
        try {
            templates.setTemplateLoader(new FileTemplateLoader(folder.toFile()));
        } catch (IOException e) {
            throw new StartProblem("templates: cannot read the folder " + folder.toAbsolutePath()
                    + "; set VPN_SENTINEL_TEMPLATES_DIR to one with dashboard and telegram in it");
        }
        if (!holdsTemplates(folder)) {
            throw new StartProblem("templates: no *.ftlh file below the folder " + folder.toAbsolutePath()
                    + "; set VPN_SENTINEL_TEMPLATES_DIR to one with dashboard and telegram in it");
        }
        templates.setDefaultEncoding("UTF-8");
        templates.setRecognizeStandardFileExtensions(true);
        templates.setAPIBuiltinEnabled(false);
        templates.setNewBuiltinClassResolver(TemplateClassResolver.ALLOWS_NOTHING_RESOLVER);
        templates.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
        templates.setLogTemplateExceptions(false);
        templates.setWrapUncheckedExceptions(true);
        templates.setLocalizedLookup(false);
        templates.setNumberFormat("computer");
        templates.setLocale(Locale.ROOT);
        templates.setTimeZone(TimeZone.getTimeZone("UTC"));
        templates.setTemplateUpdateDelayMilliseconds(CHECKED_EVERY.toMillis());
        return templates;
    }

    private static boolean holdsTemplates(Path folder) {
        try (Stream<Path> files = Files.walk(folder, 2, FileVisitOption.FOLLOW_LINKS)) {
            return files.anyMatch(file -> file.toString().endsWith(".ftlh"));
        } catch (IOException | UncheckedIOException unreadable) {
            return false;
        }
    }
}
