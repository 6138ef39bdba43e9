/**
 * The simulated world outside the product: an internet that knows addresses, clients that live in it, and the
 * demonstration that plays a day of theirs in two minutes. Used by the demonstration, the benchmark, and scenario tests;
 * needs the product's libraries only.
 */
@NullMarked
package demo;

import org.jspecify.annotations.NullMarked;
