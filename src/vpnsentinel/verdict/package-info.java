/** The rules: what evidence means, compared with the home line. Pure; facts only, what they are worth stands in the routes. */
@NullMarked
package vpnsentinel.verdict;

import org.jspecify.annotations.NullMarked;
