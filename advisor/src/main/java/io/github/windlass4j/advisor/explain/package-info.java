/**
 * Proof, counterfactual, next question, conflicts and staleness of one answer.
 *
 * {@snippet :
 * Explanation why = Explanation.of(advice, "risk");
 * why.nextQuestion().ifPresent(next -> System.out.println(next.question().ask()));
 * }
 */
@NullMarked
package io.github.windlass4j.advisor.explain;

import org.jspecify.annotations.NullMarked;
