/** The laboratory's scenarios: what is done to the network, what the product must say to it, and who is right. */
@NullMarked
package lab.row;

import org.jspecify.annotations.NullMarked;
