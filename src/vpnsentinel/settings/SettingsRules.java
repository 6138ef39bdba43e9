package vpnsentinel.settings;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What settings must fulfil together, beyond what each one's kind says. */
final class SettingsRules {
    private static final List<String> PORTS = List.of("server.api.port", "server.health.port", "server.dashboard.port");

    private SettingsRules() {}

    static List<Problem> problems(Settings settings, Half half) {
        List<Problem> found = new ArrayList<>();
        boolean waits = settings.awaitedKeyFile().isPresent();
        if (half == Half.CLIENT && settings.text("api.key").isEmpty() && !waits) {
            found.add(missing("api.key", "the server's key, which ./sentinel key shows there"));
        }
        for (String key : List.of("tls.certificate", "tls.key", "ca.file")) {
            if (settings.optionalPath(key)
                    .filter(file -> !Files.isReadable(file))
                    .isPresent()) {
                found.add(problem(settings, key, "a readable PEM file; leave it empty to go without"));
            }
        }
        for (Path file : settings.paths("geoip.files")) {
            if (!Files.isReadable(file)) {
                found.add(
                        new Problem(name("geoip.files"), file.toString(), "readable .mmdb files separated by commas"));
            }
        }
        if (half == Half.SERVER) {
            server(settings, found);
        } else if (settings.optionalUrl("client.server-url").isEmpty()) {
            found.add(missing("client.server-url", "where the server is, as http://192.168.1.10:5000"));
        }
        return found;
    }

    private static void server(Settings settings, List<Problem> found) {
        boolean key = settings.optionalPath("tls.key").isPresent();
        if (settings.usesTls() != key) {
            found.add(missing(
                    key ? "tls.certificate" : "tls.key",
                    "a PEM file too, since TLS needs certificate and key; leave both empty for plain HTTP"));
        }
        if (settings.isOn("telegram.enabled") && !(settings.hasToken() && settings.hasChats())) {
            found.add(missing(
                    settings.hasToken() ? "telegram.chats" : "telegram.token",
                    "a value, since " + name("telegram.enabled") + " is on; or turn that off"));
        }
        for (int i = 0; i < PORTS.size(); i++) {
            for (int j = i + 1; j < PORTS.size(); j++) {
                if (settings.number(PORTS.get(i)) == settings.number(PORTS.get(j))) {
                    found.add(problem(
                            settings, PORTS.get(j), "a port of its own, but " + name(PORTS.get(i)) + " has the same"));
                }
            }
        }
    }

    private static Problem missing(String key, String expected) {
        return new Problem(name(key), "", expected);
    }

    private static Problem problem(Settings settings, String key, String expected) {
        return new Problem(name(key), settings.written(key), expected);
    }

    private static String name(String key) {
        return Declarations.of(key).name();
    }
}
