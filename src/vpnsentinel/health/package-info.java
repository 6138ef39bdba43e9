/** Whether the server works: the state of its parts, and what that means for whoever asks. Pure. */
@NullMarked
package vpnsentinel.health;

import org.jspecify.annotations.NullMarked;
