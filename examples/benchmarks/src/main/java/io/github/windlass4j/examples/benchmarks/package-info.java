/**
 * Speed as ratios, the peer in the same run.
 */
@NullMarked
package io.github.windlass4j.examples.benchmarks;

import org.jspecify.annotations.NullMarked;
