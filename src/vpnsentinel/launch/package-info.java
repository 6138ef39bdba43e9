/** Starts the halves and wires their rooms to each other. */
@NullMarked
package vpnsentinel.launch;

import org.jspecify.annotations.NullMarked;
