/** Echo and geolocation providers: which to ask, how to read them, when to leave them alone, and what they said before. */
@NullMarked
package vpnsentinel.lookup;

import org.jspecify.annotations.NullMarked;
