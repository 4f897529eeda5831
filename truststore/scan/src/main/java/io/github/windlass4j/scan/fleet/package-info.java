/**
 * Many trust stores against many server chains: every certificate looked at once, results that can be merged.
 *
 * {@snippet class="io.github.windlass4j.scan.fleet.FleetAssessmentTest" region="fleet"}
 */
@NullMarked
package io.github.windlass4j.scan.fleet;

import org.jspecify.annotations.NullMarked;
