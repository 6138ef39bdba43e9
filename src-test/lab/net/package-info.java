/** The laboratory's network: namespaces, lines, tunnels, resolvers, the processes in them, and their removal. */
@NullMarked
package lab.net;

import org.jspecify.annotations.NullMarked;
