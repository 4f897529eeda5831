/** Findings and verdicts as text in the formats that tools read. */
@NullMarked
package io.github.windlass4j.core.report;

import org.jspecify.annotations.NullMarked;
