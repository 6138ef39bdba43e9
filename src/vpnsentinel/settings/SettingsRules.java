package vpnsentinel.settings;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What settings must fulfil together, beyond what each one's kind says. */
final class SettingsRules {
    private SettingsRules() {}

    static List<Problem> problems(Settings settings, Half half) {
        List<Problem> found = new ArrayList<>();
        if (settings.text("api.key").isEmpty()) {
            found.add(new Problem(
                    "VPN_SENTINEL_API_KEY",
                    "",
                    half == Half.SERVER
                            ? "a key that clients must present (openssl rand -hex 32), or insecure-open to let everybody in"
                            : "the key that the server expects"));
        }
        for (String key : List.of("tls.certificate", "tls.key", "ca.file")) {
            settings.optional(key)
                    .filter(f -> !Files.isReadable(Path.of(f)))
                    .ifPresent(f -> found.add(
                            new Problem(nameOf(key), f, "a readable PEM file; leave it empty to go without")));
        }
        for (String file : settings.list("geoip.files")) {
            if (!Files.isReadable(Path.of(file))) {
                found.add(new Problem("VPN_SENTINEL_GEOIP_DB", file, "readable .mmdb files separated by commas"));
            }
        }
        if (half == Half.SERVER) {
            server(settings, found);
        } else if (settings.text("client.server-url").isEmpty()) {
            found.add(new Problem("VPN_SENTINEL_URL", "", "where the server is, as http://192.168.1.10:5000"));
        }
        return found;
    }

    private static void server(Settings settings, List<Problem> found) {
        boolean certificate = settings.optional("tls.certificate").isPresent();
        boolean key = settings.optional("tls.key").isPresent();
        if (certificate != key) {
            found.add(new Problem(
                    certificate ? "VPN_SENTINEL_TLS_KEY_PATH" : "VPN_SENTINEL_TLS_CERT_PATH",
                    "",
                    "a PEM file too, since TLS needs certificate and key; leave both empty for plain HTTP"));
        }
        boolean token = settings.optional("telegram.token").isPresent();
        boolean chats = settings.optional("telegram.chats").isPresent();
        if (settings.isOn("telegram.enabled") && !(token && chats)) {
            String missing = token ? "TELEGRAM_CHAT_ID" : "TELEGRAM_BOT_TOKEN";
            found.add(new Problem(missing, "", "a value, since VPN_SENTINEL_TELEGRAM_ENABLED is on; or turn that off"));
        }
        List<String> ports = List.of("server.api.port", "server.health.port", "server.dashboard.port");
        for (int i = 0; i < ports.size(); i++) {
            for (int j = i + 1; j < ports.size(); j++) {
                if (settings.text(ports.get(i)).equals(settings.text(ports.get(j)))) {
                    found.add(new Problem(
                            nameOf(ports.get(j)),
                            settings.text(ports.get(j)),
                            "a port of its own, but " + nameOf(ports.get(i)) + " has the same"));
                }
            }
        }
    }

    private static String nameOf(String key) {
        return Declarations.all().stream()
                .filter(d -> d.key().equals(key))
                .map(Declaration::name)
                .findFirst()
                .orElse(key);
    }
}
