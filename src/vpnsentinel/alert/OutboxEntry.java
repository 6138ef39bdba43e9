package vpnsentinel.alert;

import vpnsentinel.settings.Chat;

/**
 * One message on its way to one chat.
 *
 * @param id the row in the outbox
 * @param chat where it goes
 * @param text what is sent, in Telegram's HTML and ASCII
 * @param quiet whether it arrives without a sound
 */
record OutboxEntry(long id, Chat chat, String text, boolean quiet) {}
