/**
 * Probes of the machine's own network. {@link vpnsentinel.probe.ResolverProbe} finds out who resolves names for it; every
 * question goes to the name servers of the resolver configuration in force, never around them.
 */
@NullMarked
package vpnsentinel.probe;

import org.jspecify.annotations.NullMarked;
