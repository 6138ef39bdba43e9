/**
 * What a client knows of itself: who it is, what its last round of probes saw, whether the server took it, and how it is.
 * {@link vpnsentinel.client.Sentry} is the door.
 */
@NullMarked
package vpnsentinel.client;

import org.jspecify.annotations.NullMarked;
