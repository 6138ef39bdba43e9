/**
 * What a person sees in the browser: page models made of values that the server already has. Nothing here asks the
 * network, the disk, or a clock.
 */
@NullMarked
package vpnsentinel.dashboard;

import org.jspecify.annotations.NullMarked;
