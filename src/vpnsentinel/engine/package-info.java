/** Route files: loaded, checked, and reloaded while they run. */
@NullMarked
package vpnsentinel.engine;

import org.jspecify.annotations.NullMarked;
