/**
 * Runs case files that none of us wrote against the public API.
 */
@NullMarked
package io.github.windlass4j.examples.conformance;

import org.jspecify.annotations.NullMarked;
