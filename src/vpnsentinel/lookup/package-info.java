/**
 * Who sees a line from outside and what is known of an address: echo providers, asked in rotation, compared, and left
 * alone when they ask for it. {@link vpnsentinel.lookup.EchoProviders} is the door.
 */
@NullMarked
package vpnsentinel.lookup;

import org.jspecify.annotations.NullMarked;
