package vpnsentinel.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import vpnsentinel.settings.Half;
import vpnsentinel.settings.Problem;
import vpnsentinel.settings.Settings;

/** Looks at the settings, and at what they name on this host. */
public final class SettingsCheck {
    private SettingsCheck() {}

    /** One failed line for each setting that cannot be used. */
    public static List<Row> problems(Half half, List<Problem> problems) {
        return problems.stream()
                .map(each -> Row.of(
                        half.word() + ": " + each.name(),
                        Outcome.FAILED,
                        "'" + each.value() + "' cannot be used",
                        "expected " + each.expected()))
                .toList();
    }

    /** The settings of this half can be used. */
    public static Row fine(Half half) {
        return Row.of(half.word() + ": settings", Outcome.OK, "every value can be used", "");
    }

    /** Whether clients need a key. */
    public static Row key(Settings settings) {
        return settings.text("api.key").equals("insecure-open")
                ? Row.of(
                        "server: API key",
                        Outcome.NOTE,
                        "the API is open to everybody",
                        "set VPN_SENTINEL_API_KEY to a secret (openssl rand -hex 32)")
                : Row.of("server: API key", Outcome.OK, "set", "");
    }

    /** Whether the data folder exists or can be made, and can be written to. */
    public static Row dataFolder(Half half, Settings settings) {
        Path folder = settings.path("data.folder").toAbsolutePath().normalize();
        String what = half.word() + ": data folder";
        try {
            Files.createDirectories(folder);
            Files.delete(Files.createTempFile(folder, "check", ".tmp"));
            return Row.of(what, Outcome.OK, folder + " can be written", "");
        } catch (IOException e) {
            return Row.of(
                    what,
                    Outcome.FAILED,
                    folder + " cannot be written",
                    "make it writable for this user, or let VPN_SENTINEL_DATA_DIR name another");
        }
    }
}
