package vpnsentinel.alert;

import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vpnsentinel.dashboard.TemplateWords;
import vpnsentinel.network.BoundedText;

/** What is wrong with the templates of messages, logged once a reason. Thread-safe. */
final class TemplateFaults {
    private static final Logger LOG = LoggerFactory.getLogger(TemplateFaults.class);

    private static final int LONGEST = 500;

    private Optional<String> last = Optional.empty();

    /** Whether the failure is one of a template, and not of something around it. */
    static boolean isBehind(Throwable thrown) {
        return TemplateWords.of(thrown).isPresent();
    }

    /** A template could not be rendered. */
    synchronized void broken(Throwable thrown) {
        String fault = BoundedText.line(describe(thrown), LONGEST);
        if (!last.equals(Optional.of(fault))) {
            LOG.warn("template is broken, the message goes out in plain words fault={}", fault);
        }
        last = Optional.of(fault);
    }

    /** A template was rendered. */
    synchronized void fine() {
        last = Optional.empty();
    }

    /** The present fault: {@code telegram/alert.ftlh:7: …}. */
    synchronized Optional<String> last() {
        return last;
    }

    private static String describe(Throwable thrown) {
        return TemplateWords.of(thrown)
                .orElseGet(() ->
                        String.valueOf(thrown.getMessage()).lines().findFirst().orElse("unknown"));
    }
}
