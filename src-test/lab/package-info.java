/**
 * The laboratory: a small internet out of network namespaces, in which the shipped server and client run unchanged and
 * faults are put into the network. {@code ./sentinel lab} builds it, runs every row, and removes it again.
 */
@NullMarked
package lab;

import org.jspecify.annotations.NullMarked;
