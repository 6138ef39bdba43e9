/** The launcher's words that look at a half, or ask the running server, and end. */
@NullMarked
package vpnsentinel.command;

import org.jspecify.annotations.NullMarked;
