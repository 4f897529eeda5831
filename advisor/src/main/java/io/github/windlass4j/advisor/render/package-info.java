/**
 * Advice as Markdown, decision record, JSON, findings, diagram and checklist.
 *
 * {@snippet :
 * String record = DecisionRecord.render(advice, "ingress");
 * }
 */
@NullMarked
package io.github.windlass4j.advisor.render;

import org.jspecify.annotations.NullMarked;
