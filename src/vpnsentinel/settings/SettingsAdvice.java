package vpnsentinel.settings;

import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What is worth saying about settings that can be used. */
final class SettingsAdvice {
    private static final String ZONE = "time.zone";
    private static final int SHORT_KEY = 16;
    /** Telegram says no length; all that were seen have 35 characters behind the colon. */
    private static final Range TOKEN = new Range(30, 50);

    private static final Set<String> WELL_KNOWN = Set.of(
            "changeme",
            "change-me",
            "change_me",
            "password",
            "passw0rd",
            "secret",
            "secret-key",
            "secretkey",
            "apikey",
            "api-key",
            "api_key",
            "admin",
            "default",
            "example",
            "letmein",
            "qwerty",
            "test",
            "test-key",
            "testkey",
            "token",
            "vpnsentinel",
            "vpn-sentinel",
            "vpn_sentinel",
            "sentinel");

    private SettingsAdvice() {}

    static List<SettingsWarning> on(Settings settings, Half half) {
        List<SettingsWarning> found = new ArrayList<>();
        key(settings, half, found);
        if (half == Half.SERVER) {
            telegram(settings, found);
        }
        if (settings.isGiven("probe.resolv-conf") && !Files.exists(settings.path("probe.resolv-conf"))) {
            found.add(say(
                    "probe.resolv-conf",
                    "there is no " + settings.path("probe.resolv-conf")
                            + ", so the name server on this host is asked, as programs without one do"));
        }
        String zone = settings.written(ZONE);
        if (zone.matches(":?(?:GMT|UTC|UT)[+-]\\d.*")) {
            found.add(say(
                    ZONE,
                    "'" + zone + "' is read as every program on this system reads it: UTC"
                            + settings.zone().getRules().getOffset(Instant.EPOCH)));
        }
        return found;
    }

    /** Whether everybody tries this key first; hiding such a word would riddle every text and keep nothing secret. */
    static boolean isWellKnown(String key) {
        return WELL_KNOWN.contains(key.toLowerCase(Locale.ROOT)) || key.matches("(.)\\1+|(?:0?123456789?)\\d*");
    }

    private static void key(Settings settings, Half half, List<SettingsWarning> found) {
        String key = settings.text("api.key");
        boolean open = key.equals(Settings.OPEN);
        if (open && half == Half.SERVER) {
            found.add(say(
                    "api.key",
                    "the API is open to everybody, as " + Settings.OPEN
                            + " says; leave it empty, and the server makes a key"));
        } else if (!open && !key.isEmpty()) {
            boolean known = isWellKnown(key);
            if (known || key.length() < SHORT_KEY) {
                found.add(say(
                        "api.key",
                        (known ? "the key is one that everybody tries first" : "the key is short, and can be guessed")
                                + "; openssl rand -hex 32 makes a good one"));
            }
        }
    }

    private static void telegram(Settings settings, List<SettingsWarning> found) {
        if (!settings.isGiven("telegram.enabled") && settings.hasToken() != settings.hasChats()) {
            found.add(
                    settings.hasToken()
                            ? say("telegram.chats", "a bot's token is set and no chat, so messages go nowhere")
                            : say("telegram.token", "a chat is set and no bot's token, so messages go nowhere"));
        }
        String token = settings.text("telegram.token");
        int length = token.length() - token.indexOf(':') - 1;
        if (settings.hasToken() && (length < TOKEN.least() || length > TOKEN.most())) {
            found.add(say(
                    "telegram.token",
                    "a bot's token has about 35 characters behind its colon, this one has " + length
                            + "; is it whole?"));
        }
    }

    private static SettingsWarning say(String key, String text) {
        return new SettingsWarning(Declarations.of(key).name(), text);
    }
}
