@NullMarked
package lab.core;

import org.jspecify.annotations.NullMarked;
