package vpnsentinel.dashboard;

import java.io.IOException;
import java.nio.file.Files;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.spi.Registry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vpnsentinel.engine.Step;
import vpnsentinel.fleet.ClientView;
import vpnsentinel.http.Reply;
import vpnsentinel.log.LastingTrouble;
import vpnsentinel.network.BoundedText;
import vpnsentinel.settings.Secrets;

/** The steps of the routes on the dashboard listener: each puts a page model into the body, a template makes it a page. */
public final class PageSteps {
    private static final Logger LOG = LoggerFactory.getLogger(PageSteps.class);
    private static final int LONGEST_CAUSE = 500;
    private static final Pattern PART = Pattern.compile("\\d{1,6}");

    /** Failures that are told apart. */
    private static final int MOST_FAILURES = 50;

    private final Map<String, LastingTrouble> failures = new HashMap<>();
    private final Supplier<List<ClientView>> clients;
    private final Supplier<ServerFacts> facts;
    private final Supplier<List<LogLine>> lines;
    private final PageFiles files;
    private final InstantSource clock;
    private final ZoneId zone;

    /** The steps over what the server knows; style sheet and icons come from where the templates are. */
    public PageSteps(
            Supplier<List<ClientView>> clients,
            Supplier<ServerFacts> facts,
            Supplier<List<LogLine>> lines,
            TemplateFolder templates,
            InstantSource clock,
            ZoneId zone) {
        this.clients = clients;
        this.facts = facts;
        this.lines = lines;
        this.files = new PageFiles(templates);
        this.clock = clock;
        this.zone = zone;
    }

    /** Makes the steps known to the routes. */
    public void bind(Registry registry) {
        Step.quick("dashboard-model", "headers page, pause", "the page's model", this::dashboard)
                .in(registry);
        Step.quick("logs-model", "headers level, pause", "the page's model", this::logs)
                .in(registry);
        Step.quick("error-model", "the failure of a step", "the page's model; status", this::error)
                .in(registry);
        Step.quick("page-headers", "the page; status", "headers of a page, and no others", PageSteps::protect)
                .leaving(Reply.FOR_ALL)
                .in(registry);
        Step.blocking("page-file", "header file", "the file, as bytes; status, headers", this::file)
                .in(registry);
        Step.quick("to-dashboard", "", "status, headers", PageSteps::start).in(registry);
    }

    private void dashboard(Exchange exchange) {
        Message message = exchange.getMessage();
        Page page = Page.of(clients.get(), facts.get(), part(message), clock.instant(), zone);
        message.setBody(paused(message) ? page.still() : page);
    }

    private void logs(Exchange exchange) {
        Message message = exchange.getMessage();
        LogPage page = LogPage.of(
                lines.get(), LogLine.Level.parse(message.getHeader("level", "", String.class)), clock.instant(), zone);
        message.setBody(paused(message) ? page.still() : page);
    }

    private static int part(Message message) {
        String wanted = message.getHeader("page", "", String.class);
        return PART.matcher(wanted).matches() ? Integer.parseInt(wanted) : 1;
    }

    private static boolean paused(Message message) {
        return message.getHeader("pause") != null;
    }

    /** Replaces what the request carried; keeps the status that a step has set. */
    private static void protect(Exchange exchange) {
        Message message = exchange.getMessage();
        int status = message.getHeader(Exchange.HTTP_RESPONSE_CODE, 200, Integer.class);
        Optional.ofNullable(message.getBody(String.class)).ifPresent(page -> message.setBody(Secrets.hide(page)));
        Reply.bare(message, status, "text/html; charset=utf-8");
        PageHeaders.OF_PAGE.forEach(message::setHeader);
        if (status == 200) {
            Reply.forAll(exchange);
        }
    }

    private void file(Exchange exchange) throws IOException {
        Message message = exchange.getMessage();
        Optional<PageFiles.PageFile> file = files.find(message.getHeader("file", "", String.class));
        if (file.isEmpty()) {
            Reply.with(exchange, 404, "text/plain; charset=utf-8", "Not found");
            return;
        }
        Reply.with(
                exchange, 200, file.get().type(), Files.readAllBytes(file.get().path()));
        PageHeaders.OF_FILE.forEach(message::setHeader);
    }

    private static void start(Exchange exchange) {
        Reply.with(exchange, 302, "text/plain; charset=utf-8", "");
        exchange.getMessage().setHeader("Location", "/dashboard");
    }

    private void error(Exchange exchange) {
        Exception cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        tell(exchange.getFromRouteId() + ": "
                + TemplateWords.of(cause).orElseGet(() -> oneLine(String.valueOf(cause))));
        exchange.getMessage().removeHeaders("*");
        exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, 500);
        exchange.getMessage()
                .setBody(new ErrorPage(
                        500,
                        "This page could not be made",
                        "The clients are watched all the same. The server's log says why; if a template was edited, it"
                                + " names the file and the line."));
    }

    /** Pages renew themselves every few seconds; one that stays broken is told hourly. */
    private synchronized void tell(String failure) {
        if (failures.size() < MOST_FAILURES || failures.containsKey(failure)) {
            if (failures.computeIfAbsent(failure, ignored -> new LastingTrouble())
                    .isNews(clock.instant())) {
                LOG.warn("page failed: {}", failure);
            }
        }
    }

    /** What stands before the engine's own stack trace, on one line. */
    private static String oneLine(String message) {
        return BoundedText.line(message.split("\n----", 2)[0], LONGEST_CAUSE);
    }
}
