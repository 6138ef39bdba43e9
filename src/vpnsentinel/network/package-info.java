/** The words of the field as values: address, prefix, network number, country, and what one source saw of a line. */
@NullMarked
package vpnsentinel.network;

import org.jspecify.annotations.NullMarked;
