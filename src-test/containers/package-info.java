/**
 * The product in real containers: a Docker daemon of its own, at home in the laboratory's internet, in which a fresh clone
 * is started as the guide says. {@code ./sentinel containers} builds it, runs every row, and removes it again.
 */
@NullMarked
package containers;

import org.jspecify.annotations.NullMarked;
