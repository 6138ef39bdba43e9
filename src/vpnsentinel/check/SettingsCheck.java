package vpnsentinel.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import vpnsentinel.access.ApiAccess;
import vpnsentinel.settings.Half;
import vpnsentinel.settings.Problem;
import vpnsentinel.settings.Settings;

/** Looks at the settings, and at what they name on this host. */
public final class SettingsCheck {
    private SettingsCheck() {}

    /** One failed line for each setting that cannot be used. */
    public static List<CheckRow> problems(Half half, List<Problem> problems) {
        return problems.stream()
                .map(each -> CheckRow.of(
                        half.word() + ": " + each.name(),
                        CheckOutcome.FAILED,
                        "'" + each.value() + "' cannot be used",
                        "expected " + each.expected()))
                .toList();
    }

    /** The settings of this half can be used. */
    public static CheckRow fine(Half half) {
        return CheckRow.of(half.word() + ": settings", CheckOutcome.OK, "every value can be used", "");
    }

    /** Whether clients need a key. */
    public static CheckRow key(Settings settings) {
        return settings.text("api.key").equals(ApiAccess.OPEN)
                ? CheckRow.of(
                        "server: API key",
                        CheckOutcome.NOTE,
                        "the API is open to everybody",
                        "set VPN_SENTINEL_API_KEY to a secret (openssl rand -hex 32)")
                : CheckRow.of("server: API key", CheckOutcome.OK, "set", "");
    }

    /** Whether the data folder exists or can be made, and can be written to. */
    public static CheckRow dataFolder(Half half, Settings settings) {
        Path folder = settings.path("data.folder").toAbsolutePath().normalize();
        String what = half.word() + ": data folder";
        try {
            Files.createDirectories(folder);
            Files.delete(Files.createTempFile(folder, "check", ".tmp"));
            return CheckRow.of(what, CheckOutcome.OK, folder + " can be written", "");
        } catch (IOException e) {
            return CheckRow.of(
                    what,
                    CheckOutcome.FAILED,
                    folder + " cannot be written",
                    "make it writable for this user, or let VPN_SENTINEL_DATA_DIR name another");
        }
    }
}
