/** What is said to people, in one catalogue: of each finding, of each change, in answers and notes. */
@NullMarked
package vpnsentinel.words;

import org.jspecify.annotations.NullMarked;
