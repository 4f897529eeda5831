/**
 * Why an answer is what it is: its proof, what would change it, what to ask next, where sources contradict each other and
 * which of them have aged.
 *
 * <p>All of it is worked out by evaluating again; no explanation is stored beside a rule.
 *
 * {@snippet :
 * Explanation why = Explanation.of(advice, "risk");
 * why.nextQuestion().ifPresent(next -> System.out.println(next.question().ask()));
 * }
 */
@NullMarked
package io.github.windlass4j.advisor.explain;

import org.jspecify.annotations.NullMarked;
