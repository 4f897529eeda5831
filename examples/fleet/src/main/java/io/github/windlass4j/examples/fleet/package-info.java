/**
 * The fleet assessment on a distributed engine.
 */
@NullMarked
package io.github.windlass4j.examples.fleet;

import org.jspecify.annotations.NullMarked;
