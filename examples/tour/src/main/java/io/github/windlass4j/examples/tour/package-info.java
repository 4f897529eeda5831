/**
 * One small program for each job.
 */
@NullMarked
package io.github.windlass4j.examples.tour;

import org.jspecify.annotations.NullMarked;
