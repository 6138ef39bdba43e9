/** What must survive the server: clients, changes, messages on their way, and what was learnt; in one file or a database. */
@NullMarked
package vpnsentinel.store;

import org.jspecify.annotations.NullMarked;
