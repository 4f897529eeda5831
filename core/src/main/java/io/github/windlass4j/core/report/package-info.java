/**
 * One report from any findings and verdicts, in the formats that tools and people read.
 *
 * {@snippet class="io.github.windlass4j.core.report.ReportTest" region="report"}
 */
@NullMarked
package io.github.windlass4j.core.report;

import org.jspecify.annotations.NullMarked;
