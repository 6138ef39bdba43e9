/** Who may speak to the server: keys, allowed sources, and how often. */
@NullMarked
package vpnsentinel.access;

import org.jspecify.annotations.NullMarked;
