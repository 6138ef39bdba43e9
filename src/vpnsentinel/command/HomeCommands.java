package vpnsentinel.command;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.slf4j.LoggerFactory;
import vpnsentinel.call.LocalServer;
import vpnsentinel.network.BoundedText;
import vpnsentinel.settings.ApiKeyFile;
import vpnsentinel.settings.Half;
import vpnsentinel.settings.Secrets;
import vpnsentinel.settings.Settings;
import vpnsentinel.settings.SettingsException;
import vpnsentinel.settings.Spelling;
import vpnsentinel.settings.StartProblem;
import vpnsentinel.wire.ClientIds;

/**
 * {@code ./sentinel home list}, {@code ./sentinel home forget <address>}, and {@code ./sentinel learn <client>}: asks the
 * server that runs on this host with these settings, by its API and with its key.
 */
public final class HomeCommands {
    private static final int FAILED = 1;
    private static final int NOT_FOUND = 404;
    private static final int LONGEST = 200;
    private static final int WRONG_USAGE = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String USAGE = "usage: ./sentinel home list | home forget <address> | learn <client>";
    private static final List<String> HOME_WORDS = List.of("list", "forget");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final LocalServer server;
    private final PrintStream out;

    private HomeCommands(Settings settings, PrintStream out) {
        this.server = new LocalServer(settings, PATIENCE);
        this.out = out;
    }

    /** The words as a program: only the answer is printed. */
    public static int run(List<String> words) {
        ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).setLevel(Level.OFF);
        return run(words, System.getenv(), System.out);
    }

    /** Prints what the server answers, and returns the exit code: 0, 1 when it refuses or is away, 2 for wrong words. */
    static int run(List<String> words, Map<String, String> environment, PrintStream out) {
        try {
            Settings settings = ApiKeyFile.found(Settings.read(environment, Half.SERVER));
            if (settings.text("api.key").isEmpty()) {
                out.println("there is no API key: VPN_SENTINEL_API_KEY is not set, and no server has made one in "
                        + ApiKeyFile.of(settings) + "; does it run here, with these settings?");
                return FAILED;
            }
            return new HomeCommands(settings, out).ask(words);
        } catch (SettingsException e) {
            e.problems().forEach(out::println);
            return FAILED;
        } catch (StartProblem e) {
            out.println(StartProblem.readable(e));
            return FAILED;
        } catch (IOException e) {
            out.println("the server does not answer: " + Secrets.hide(e.toString())
                    + "; is it running here, with these settings?");
            return FAILED;
        }
    }

    private int ask(List<String> words) throws IOException {
        if (words.equals(List.of("home", "list"))) {
            return list();
        }
        if (words.size() == 3 && words.subList(0, 2).equals(List.of("home", "forget"))) {
            return forget(words.get(2));
        }
        if (words.size() == 2 && words.get(0).equals("learn")) {
            return ClientIds.isValid(words.get(1)) ? learn(words.get(1)) : unknown(text(words.get(1)));
        }
        if (words.size() > 1 && words.get(0).equals("home") && !HOME_WORDS.contains(words.get(1))) {
            String nearest = Spelling.nearest(words.get(1), HOME_WORDS, 2)
                    .map(word -> "; did you mean " + word + "?")
                    .orElse("");
            out.println("home does not know '" + text(words.get(1)) + "'" + nearest);
        }
        out.println(USAGE);
        return WRONG_USAGE;
    }

    private int list() throws IOException {
        LocalServer.Answer answer = server.api("/home");
        if (answer.status() != 200) {
            return refused(answer);
        }
        JsonNode lines = JSON.readTree(answer.body()).path("lines");
        if (lines.isEmpty()) {
            out.println("no home line is known");
            return 0;
        }
        row("ADDRESS", "STATE", "NETWORK", "CONFIRMED", "SITE");
        for (JsonNode line : lines) {
            row(
                    text(line, "address"),
                    text(line, "state"),
                    text(line, "network"),
                    text(line, "confirmed"),
                    text(line, "site"));
        }
        return 0;
    }

    private void row(String address, String state, String network, String confirmed, String site) {
        out.println(String.format(Locale.ROOT, "%-28s %-12s %-32s %-28s %s", address, state, network, confirmed, site)
                .stripTrailing());
    }

    private static String text(JsonNode at, String field) {
        return text(at.path(field).asText());
    }

    private static String text(String of) {
        return BoundedText.line(of, LONGEST);
    }

    private int forget(String address) throws IOException {
        LocalServer.Answer answer = server.api("/home/forget", JSON.writeValueAsBytes(Map.of("address", address)));
        if (answer.status() != 200) {
            return refused(answer);
        }
        out.println(text(JSON.readTree(answer.body()), "message"));
        return 0;
    }

    private int learn(String client) throws IOException {
        LocalServer.Answer answer = server.api("/clients/" + client + "/exits");
        if (answer.status() == NOT_FOUND) {
            return unknown(client);
        }
        if (answer.status() != 200) {
            return refused(answer);
        }
        JsonNode exits = JSON.readTree(answer.body()).path("exits");
        if (exits.isEmpty()) {
            out.println(client + " was not seen behind a VPN since the server started");
            return FAILED;
        }
        out.println("# where " + client + " was seen lately; keep the lines that it is meant to be held to");
        setting("COUNTRIES", client, exits, "country");
        setting("ASNS", client, exits, "asn");
        setting("EXITS", client, exits, "address");
        return 0;
    }

    /** Names the clients that there are. */
    private int unknown(String client) throws IOException {
        List<String> ids = new ArrayList<>();
        JSON.readTree(server.api("/status").body()).fieldNames().forEachRemaining(ids::add);
        List<String> known = ids.stream().filter(ClientIds::isValid).sorted().toList();
        String nearest = Spelling.nearest(client, known, 2)
                .map(id -> "; did you mean " + id + "?")
                .orElse("");
        out.println("no client is called '" + client + "'" + nearest);
        out.println(known.isEmpty() ? "no client was heard from yet" : "there are: " + String.join(", ", known));
        return FAILED;
    }

    private void setting(String what, String client, JsonNode exits, String field) {
        TreeSet<String> seen = new TreeSet<>();
        exits.forEach(exit -> seen.add(exit.path(field).asText()));
        seen.remove("");
        if (!seen.isEmpty()) {
            out.println("VPN_SENTINEL_EXPECTED_" + what + "=" + client + "=" + String.join(",", seen));
        }
    }

    private int refused(LocalServer.Answer answer) throws IOException {
        String why = text(JSON.readTree(answer.body()), "error");
        out.println("the server answers " + answer.status() + ": " + why);
        return FAILED;
    }
}
