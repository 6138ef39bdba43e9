/** The benchmark of the keepalive path: the shipped server beside a raw handler, loaded by {@code wrk}. */
@NullMarked
package bench;

import org.jspecify.annotations.NullMarked;
