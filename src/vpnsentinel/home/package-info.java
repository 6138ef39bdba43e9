/** The home line: what must not be seen. Learnt from the server's own exits, completed by settings. */
@NullMarked
package vpnsentinel.home;

import org.jspecify.annotations.NullMarked;
