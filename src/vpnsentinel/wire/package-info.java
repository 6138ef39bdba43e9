/** What the two halves say to each other: the keepalive and its answer, in the Python product's format and beyond. */
@NullMarked
package vpnsentinel.wire;

import org.jspecify.annotations.NullMarked;
