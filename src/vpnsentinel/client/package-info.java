/**
 * What a client knows of itself: who it is, what its last round of probes saw, whether the server took it, and how it is.
 * {@link vpnsentinel.client.ClientState} holds it, one part a concern; the steps of the client's routes work on it.
 */
@NullMarked
package vpnsentinel.client;

import org.jspecify.annotations.NullMarked;
