/** The bodies of the API's answers, as records that Jackson writes, and the document that describes them. */
@NullMarked
package vpnsentinel.api;

import org.jspecify.annotations.NullMarked;
