/** Messages to people: which change is news, in which words, on its way to Telegram, and the commands that come back. */
@NullMarked
package vpnsentinel.alert;

import org.jspecify.annotations.NullMarked;
