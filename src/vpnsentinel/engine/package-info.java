/** Route files: loaded, checked, reloaded while they run. */
@NullMarked
package vpnsentinel.engine;

import org.jspecify.annotations.NullMarked;
