/** What is counted, for a Prometheus server. */
@NullMarked
package vpnsentinel.metrics;

import org.jspecify.annotations.NullMarked;
