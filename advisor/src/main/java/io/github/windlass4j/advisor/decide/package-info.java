/**
 * Three-valued conditions and exact possible and necessary answers.
 *
 * {@snippet :
 * Advice advice = Advisor.advise(knowledge, Facts.none().declare("sslmode", "require"), LocalDate.of(2026, 11, 22));
 * Answer risk = advice.answer("risk");
 * }
 */
@NullMarked
package io.github.windlass4j.advisor.decide;

import org.jspecify.annotations.NullMarked;
