/** The log: which part of the product speaks, in which form, and how often of the same. */
@NullMarked
package vpnsentinel.log;

import org.jspecify.annotations.NullMarked;
