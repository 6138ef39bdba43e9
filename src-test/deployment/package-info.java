/** What runs the product where it is deployed: each file is validated by the tool that will read it. */
@NullMarked
package deployment;

import org.jspecify.annotations.NullMarked;
