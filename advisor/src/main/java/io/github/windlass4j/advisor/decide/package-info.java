/**
 * Answers from knowledge and facts: what is certain, what is still possible and what is ruled out, exactly, while facts are
 * missing.
 *
 * <p>A fact that nobody gave is unknown and never assumed: an answer is certain only if every way to fill the gaps leads to it.
 *
 * {@snippet :
 * Advice advice = Advisor.advise(knowledge, Facts.none().declare("sslmode", "require"), LocalDate.of(2026, 11, 22));
 * Answer risk = advice.answer("risk");
 * }
 */
@NullMarked
package io.github.windlass4j.advisor.decide;

import org.jspecify.annotations.NullMarked;
