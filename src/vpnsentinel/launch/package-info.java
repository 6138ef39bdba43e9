/** Starts the halves and wires them: the only place that knows the routing engine and the HTTP server. */
@NullMarked
package vpnsentinel.launch;

import org.jspecify.annotations.NullMarked;
