/** What listens: the HTTP listeners, their limits, and the way from a request into a route. */
@NullMarked
package vpnsentinel.http;

import org.jspecify.annotations.NullMarked;
