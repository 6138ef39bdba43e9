/** Whole stories over loopback HTTP: what happens, and what the server makes of it. */
@NullMarked
package scenario;

import org.jspecify.annotations.NullMarked;
