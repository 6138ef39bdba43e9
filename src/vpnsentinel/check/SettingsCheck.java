package vpnsentinel.check;

import java.nio.file.Path;
import java.util.List;
import vpnsentinel.access.ApiAccess;
import vpnsentinel.settings.DataFolder;
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

    /** One line for each thing that a person should know about settings that can be used. */
    public static List<CheckRow> warnings(Half half, Settings settings) {
        return settings.warnings().stream()
                .map(each -> CheckRow.of(half.word() + ": " + each.name(), CheckOutcome.NOTE, each.text(), ""))
                .toList();
    }

    /** The file with the key that a client was given, and that does not hold one yet. */
    public static CheckRow awaitedKey(Path file) {
        return CheckRow.of(
                "client: API key",
                CheckOutcome.FAILED,
                file + " holds none yet",
                "the client waits for it; the server makes it at its first start, or ./sentinel key shows what to write");
    }

    /** Whether clients need a key. */
    public static CheckRow key(Settings settings) {
        if (settings.text("api.key").isEmpty()) {
            return CheckRow.of(
                    "server: API key",
                    CheckOutcome.OK,
                    "made at the server's first start",
                    "./sentinel key shows it then, for the clients");
        }
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
        String what = half.word() + ": data folder";
        // as at the start: only a server that has to keep a key cannot do without
        boolean needed = half == Half.SERVER && settings.text("api.key").isEmpty();
        return DataFolder.trouble(settings)
                .map(trouble -> CheckRow.of(
                        what, needed ? CheckOutcome.FAILED : CheckOutcome.MISSING, trouble, DataFolder.HINT))
                .orElseGet(() -> CheckRow.of(what, CheckOutcome.OK, DataFolder.of(settings) + " can be written", ""));
    }
}
