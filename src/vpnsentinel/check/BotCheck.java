package vpnsentinel.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import vpnsentinel.call.FailureWords;
import vpnsentinel.call.Requests;
import vpnsentinel.network.BoundedText;
import vpnsentinel.settings.Chat;
import vpnsentinel.settings.Settings;
import vpnsentinel.words.Catalogue;

/** Asks the Bot API who the bot is and, when told so, writes to each chat. The token appears in no line. */
public final class BotCheck {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String BOT = "server: Telegram bot";
    private static final String TEXT = Catalogue.WORDS.text("mark.server") + " " + Catalogue.WORDS.text("check.message")
            + "\n" + Catalogue.WORDS.text("check.message.what");

    private final Settings settings;
    private final HttpClient http;

    /** A check of the bot that the settings name. */
    public BotCheck(Settings settings, Optional<SSLContext> trust) {
        this.settings = settings;
        HttpClient.Builder builder =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE);
        trust.ifPresent(builder::sslContext);
        http = builder.build();
    }

    /** One line for the bot, and with a message one for each chat; one that says so when Telegram is off. */
    public List<CheckRow> rows(boolean message) {
        if (!settings.usesTelegram()) {
            String hint = "messages go nowhere; set TELEGRAM_BOT_TOKEN and TELEGRAM_CHAT_ID to get them";
            return List.of(CheckRow.of(BOT, CheckOutcome.NOTE, "off", hint));
        }
        List<CheckRow> rows = new ArrayList<>(List.of(row(BOT, "getMe", JSON.createObjectNode())));
        if (message) {
            settings.chats("telegram.chats")
                    .forEach(chat -> rows.add(row("server: chat " + chat, "sendMessage", message(chat))));
        }
        return rows;
    }

    private static ObjectNode message(Chat chat) {
        ObjectNode fields = JSON.createObjectNode().put("chat_id", chat.room()).put("text", TEXT);
        chat.topic().ifPresent(topic -> fields.put("message_thread_id", topic));
        return fields;
    }

    private CheckRow row(String what, String method, ObjectNode fields) {
        Timed<CheckRow> row = Timed.of(() -> call(what, method, fields));
        return row.value().took(row.took());
    }

    private CheckRow call(String what, String method, ObjectNode fields) {
        try {
            URI address = URI.create(
                    settings.url("telegram.api-url") + "/bot" + settings.text("telegram.token") + "/" + method);
            HttpRequest request = Requests.to(address)
                    .timeout(PATIENCE)
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(fields.toString()))
                    .build();
            HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            return judged(what, method, response.statusCode(), JSON.readTree(response.body()));
        } catch (UncheckedIOException e) {
            return missing(what, FailureWords.of(e), "does this host reach VPN_SENTINEL_TELEGRAM_API_URL?");
        } catch (IllegalArgumentException e) {
            return missing(what, "TELEGRAM_BOT_TOKEN is no token", "copy it again from @BotFather: 123456:ABC…");
        } catch (IOException e) {
            return missing(
                    what,
                    "cannot be reached: " + e.getClass().getSimpleName(),
                    "does this host reach VPN_SENTINEL_TELEGRAM_API_URL?");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return missing(what, "interrupted", "");
        }
    }

    private static CheckRow judged(String what, String method, int status, JsonNode answer) {
        if (answer.path("ok").asBoolean()) {
            String name = told(answer.path("result").path("username").asText());
            return CheckRow.of(what, CheckOutcome.OK, method.equals("getMe") ? "is @" + name : "message sent", "");
        }
        String why = "HTTP " + status + ": " + told(answer.path("description").asText("no reason given"));
        return missing(
                what,
                why,
                switch (status) {
                    case 401, 404 -> "TELEGRAM_BOT_TOKEN is not valid (any more): ask @BotFather";
                    case 400, 403 ->
                        "write to the bot first, or add it to the group; then look up TELEGRAM_CHAT_ID again";
                    case 429 ->
                        "wait " + answer.path("parameters").path("retry_after").asInt(60) + " s";
                    default -> "";
                });
    }

    private static String told(String text) {
        return BoundedText.line(text, LONGEST);
    }

    private static CheckRow missing(String what, String result, String hint) {
        return CheckRow.of(what, CheckOutcome.MISSING, result, hint);
    }
}
