/** What the server answers so that clients see themselves: its DNS zone, STUN, its own public address. */
@NullMarked
package vpnsentinel.echoserver;

import org.jspecify.annotations.NullMarked;
