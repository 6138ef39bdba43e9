/** Both halves on one host: starts them, watches over them, and says what the first verdict means. */
@NullMarked
package vpnsentinel.up;

import org.jspecify.annotations.NullMarked;
