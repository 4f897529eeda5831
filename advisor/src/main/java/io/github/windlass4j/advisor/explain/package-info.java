/** Proof, counterfactual, next question, conflicts and staleness of one answer. */
@NullMarked
package io.github.windlass4j.advisor.explain;

import org.jspecify.annotations.NullMarked;
