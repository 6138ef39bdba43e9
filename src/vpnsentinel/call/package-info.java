/** What calls out over HTTP: connections, names, trust, and in words why a call did not work. */
@NullMarked
package vpnsentinel.call;

import org.jspecify.annotations.NullMarked;
