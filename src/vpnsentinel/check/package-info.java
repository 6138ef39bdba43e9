/** What {@code ./sentinel check} finds out: settings, and each outside dependency once. */
@NullMarked
package vpnsentinel.check;

import org.jspecify.annotations.NullMarked;
