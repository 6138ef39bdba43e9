package vpnsentinel.alert;

/**
 * A message that somebody sent to the bot.
 *
 * @param chat the chat's number, as Telegram says it
 * @param id the message's number within the chat
 * @param text what was written
 */
record Incoming(String chat, long id, String text) {}
