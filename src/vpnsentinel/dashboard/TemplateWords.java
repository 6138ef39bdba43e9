package vpnsentinel.dashboard;

import freemarker.core.ParseException;
import freemarker.template.TemplateException;
import freemarker.template.TemplateNotFoundException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import vpnsentinel.engine.Complaint;
import vpnsentinel.network.BoundedText;

/** What is wrong with a template, in the words that help: those of the engine for templates stand in several lines. */
public final class TemplateWords {
    private static final int LONGEST = 300;
    private static final Pattern MISSING =
            Pattern.compile("The following has evaluated to null or missing: ==> (.+?)(?: +\\[in |$)");
    private static final Pattern PLACE =
            Pattern.compile(" *\\[in template [^\\]]*]| *Help \\(latest version\\):[^;]*; you're using [^ ]+ [\\d.]+");

    private TemplateWords() {}

    /** What is wrong and where; empty when the failure is none of a template. */
    public static Optional<String> of(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof ParseException parse) {
                return Optional.of(complaint(parse).in(String.valueOf(parse.getTemplateName())));
            }
            if (cause instanceof TemplateException failed) {
                int line = Optional.ofNullable(failed.getLineNumber()).orElse(0);
                return Optional.of(new Complaint(line, readable(failed.getMessageWithoutStackTop()))
                        .in(String.valueOf(failed.getTemplateSourceName())));
            }
            if (cause instanceof TemplateNotFoundException missing) {
                return Optional.of(missing.getTemplateName() + ": no such template");
            }
        }
        return Optional.empty();
    }

    static Complaint complaint(ParseException parse) {
        return new Complaint(Math.max(0, parse.getLineNumber()), readable(parse.getEditorMessage()));
    }

    /** All lines before the engine's general advice, as one. */
    private static String readable(String message) {
        String whole = message.split("\n----", 2)[0]
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining(" "));
        Matcher missing = MISSING.matcher(whole);
        String said = missing.find()
                ? "there is no '" + missing.group(1).strip() + "' here"
                : PLACE.matcher(whole).replaceAll("").replace("==> ", "");
        return BoundedText.line(said, LONGEST);
    }
}
