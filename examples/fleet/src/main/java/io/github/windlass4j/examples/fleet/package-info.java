/**
 * A fleet's inventory cut into shares that are assessed apart and merged: the same result as in one JVM, on any engine.
 */
@NullMarked
package io.github.windlass4j.examples.fleet;

import org.jspecify.annotations.NullMarked;
