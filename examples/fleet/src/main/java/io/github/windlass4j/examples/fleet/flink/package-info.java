/**
 * The shares of a fleet on Apache Flink; compiled by {@code -Pdeep} only.
 */
@NullMarked
package io.github.windlass4j.examples.fleet.flink;

import org.jspecify.annotations.NullMarked;
