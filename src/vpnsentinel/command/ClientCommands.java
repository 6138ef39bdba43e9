package vpnsentinel.command;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.slf4j.LoggerFactory;
import vpnsentinel.call.LocalServer;
import vpnsentinel.network.BoundedText;
import vpnsentinel.settings.ApiKeyFile;
import vpnsentinel.settings.Half;
import vpnsentinel.settings.Secrets;
import vpnsentinel.settings.Settings;
import vpnsentinel.settings.SettingsException;
import vpnsentinel.settings.StartProblem;

/**
 * {@code ./sentinel client list} and {@code ./sentinel client forget <id>}: asks the server that runs on this host with these
 * settings, by its API and with its key.
 */
public final class ClientCommands {
    private static final int FAILED = 1;
    private static final int WRONG_USAGE = 2;
    private static final int LONGEST = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final ObjectMapper JSON = new ObjectMapper();

    private ClientCommands() {}

    /** The words as a program: only the answer is printed. */
    public static int run(List<String> words) {
        ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).setLevel(Level.OFF);
        return run(words, System.getenv(), System.out);
    }

    /** Prints what the server answers, and returns the exit code: 0, 1 when it refuses or is away, 2 for wrong words. */
    static int run(List<String> words, Map<String, String> environment, PrintStream out) {
        boolean list = words.equals(List.of("client", "list"));
        boolean forget = words.size() == 3 && words.subList(0, 2).equals(List.of("client", "forget"));
        if (!list && !forget) {
            out.println("usage: ./sentinel client list | client forget <id>; ./sentinel client starts a client");
            return WRONG_USAGE;
        }
        try {
            LocalServer server = new LocalServer(ApiKeyFile.found(Settings.read(environment, Half.SERVER)), PATIENCE);
            return list
                    ? list(server.api("/clients"), out)
                    : said(server.api("/clients/forget", JSON.writeValueAsBytes(Map.of("client", words.get(2)))), out);
        } catch (SettingsException e) {
            e.problems().forEach(out::println);
        } catch (StartProblem e) {
            out.println(StartProblem.readable(e));
        } catch (IOException e) {
            out.println("the server does not answer: " + Secrets.hide(e.toString())
                    + "; is it running here, with these settings?");
        }
        return FAILED;
    }

    private static int list(LocalServer.Answer answer, PrintStream out) throws IOException {
        if (answer.status() != 200) {
            return said(answer, out);
        }
        JsonNode clients = JSON.readTree(answer.body()).path("clients");
        if (clients.isEmpty()) {
            out.println("no client is known");
            return 0;
        }
        row(out, "CLIENT", "STATUS", "SINCE", "LAST SEEN");
        for (JsonNode each : clients) {
            row(out, text(each, "client_id"), text(each, "status"), text(each, "since"), text(each, "last_seen"));
        }
        return 0;
    }

    private static void row(PrintStream out, String client, String status, String since, String seen) {
        out.println(String.format(Locale.ROOT, "%-32s %-8s %-28s %s", client, status, since, seen)
                .stripTrailing());
    }

    private static int said(LocalServer.Answer answer, PrintStream out) throws IOException {
        JsonNode root = JSON.readTree(answer.body());
        if (answer.status() == 200) {
            out.println(text(root, "message"));
            return 0;
        }
        out.println("the server answers " + answer.status() + ": " + text(root, "error"));
        return FAILED;
    }

    private static String text(JsonNode at, String field) {
        return BoundedText.line(at.path(field).asText(), LONGEST);
    }
}
