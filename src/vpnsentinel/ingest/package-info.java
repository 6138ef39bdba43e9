/** From a keepalive or a beat to its answer: read, judged, coloured, recorded; and what time brings. */
@NullMarked
package vpnsentinel.ingest;

import org.jspecify.annotations.NullMarked;
