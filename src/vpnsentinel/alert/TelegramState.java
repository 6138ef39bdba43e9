package vpnsentinel.alert;

import java.time.Instant;

/** Whether messages reach people, for health checks and the dashboard. */
public sealed interface TelegramState {
    /** One clause for people: {@code failing: HTTP 502}. */
    String words();

    /** It is not meant to. */
    record Off() implements TelegramState {
        @Override
        public String words() {
            return "off";
        }
    }

    /** The last call of each kind was answered. */
    record Working(Instant since) implements TelegramState {
        @Override
        public String words() {
            return "working";
        }
    }

    /**
     * They do, but what people write to the bot is not read.
     *
     * @param because one clause for people: {@code getUpdates: Conflict: terminated by other getUpdates request}
     */
    record Deaf(Instant since, String because) implements TelegramState {
        @Override
        public String words() {
            return (because.startsWith("getUpdates")
                            ? "messages go out, commands are not read: "
                            : "messages go out, the list of commands is not published: ")
                    + because;
        }
    }

    /**
     * They do not, or not all.
     *
     * @param because one clause for people: {@code sendMessage: HTTP 502}
     */
    record Failing(Instant since, String because) implements TelegramState {
        @Override
        public String words() {
            return "failing: " + because;
        }
    }
}
