package vpnsentinel.dashboard;

import freemarker.core.TemplateClassResolver;
import freemarker.template.Configuration;
import freemarker.template.TemplateExceptionHandler;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.TimeZone;

/**
 * The templates of messages and pages, hardened: {@code .ftlh} files escape every value for HTML, no template can create
 * an object or reach a class, and an edited file is in force a second later.
 */
public final class Templates {
    private static final Duration CHECKED_EVERY = Duration.ofSeconds(1);

    private Templates() {}

    /** The templates of these folders. A broken one throws when it is rendered, with its name, line, and reason. */
    public static Configuration of(TemplateFolder folder) {
        Configuration templates = hardened();
        templates.setTemplateLoader(folder);
        return templates;
    }

    /**
     * The templates of one folder.
     *
     * @throws vpnsentinel.settings.StartProblem when it is missing or holds none
     */
    public static Configuration of(Path folder) {
        return of(TemplateFolder.of(folder));
    }

    /** What all templates are held to. */
    static Configuration hardened() {
        Configuration templates = new Configuration(Configuration.VERSION_2_3_34);
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
}
