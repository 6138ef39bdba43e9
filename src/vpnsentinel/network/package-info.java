/** The words of the field as values: address, prefix, network number, country, what one source saw of a line, and what rules find. */
@NullMarked
package vpnsentinel.network;

import org.jspecify.annotations.NullMarked;
