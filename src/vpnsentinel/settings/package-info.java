/** The settings: declared in one file, read from the environment, typed, and checked all at once. */
@NullMarked
package vpnsentinel.settings;

import org.jspecify.annotations.NullMarked;
