package demo;

/**
 * One way in which the Bot API fails.
 *
 * @param status the HTTP status; 0 for no answer at all
 * @param body the body
 */
public record BotFault(int status, String body) {
    /** Too many requests: wait so many seconds. */
    public static BotFault tooMany(int seconds) {
        return refusal(
                429, "Too Many Requests: retry after " + seconds, ",\"parameters\":{\"retry_after\":" + seconds + "}");
    }

    /** A refusal with Telegram's own words. */
    public static BotFault refusal(int status, String description) {
        return refusal(status, description, "");
    }

    private static BotFault refusal(int status, String description, String more) {
        return new BotFault(
                status,
                "{\"ok\":false,\"error_code\":" + status + ",\"description\":\"" + description.replace("\"", "\\\"")
                        + "\"" + more + "}");
    }

    /** The user blocked the bot. */
    public static BotFault blocked() {
        return refusal(403, "Forbidden: bot was blocked by the user");
    }

    /** The group has another number now. */
    public static BotFault movedTo(String chat) {
        return refusal(
                400,
                "Bad Request: group chat was upgraded to a supergroup chat",
                ",\"parameters\":{\"migrate_to_chat_id\":" + chat + "}");
    }

    /** Any status without JSON: a proxy's page. */
    public static BotFault page(int status) {
        return new BotFault(status, "<html>oops</html>");
    }

    /** A success that is none. */
    public static BotFault notOk() {
        return new BotFault(200, "{\"ok\":false}");
    }

    /** A success with a body that is no JSON. */
    public static BotFault garbage() {
        return new BotFault(200, "garbage");
    }

    /** A success without a body. */
    public static BotFault empty() {
        return new BotFault(200, "");
    }

    /** The connection stays open, and nothing comes. */
    public static BotFault hang() {
        return new BotFault(0, "");
    }

    /** The head of a good answer comes, and no body. */
    public static BotFault hangInBody() {
        return new BotFault(-1, "");
    }
}
