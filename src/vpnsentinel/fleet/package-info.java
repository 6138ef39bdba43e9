/** The clients: what is last known of each, when silence is news, and what a change of state means. */
@NullMarked
package vpnsentinel.fleet;

import org.jspecify.annotations.NullMarked;
